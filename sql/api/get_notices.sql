-- GET /notify/notices. Notices to all clients and how far they are, the newest first.
-- Calls: auth.list_limit, auth.require. Writes: none.
create or replace function api.get_notices()
returns jsonb
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
    perform auth.require('ops_supervisor', 'ops_admin', 'auditor');
    return (
        select coalesce(jsonb_agg(jsonb_build_object('notice_id', k.notice_id, 'kind', k.kind,
            'title', k.facts ->> 'title', 'text', k.facts ->> 'text', 'state', k.state,
            'rate_per_second', k.rate_per_second, 'total', k.total, 'queued', k.queued,
            'sent', k.sent, 'waiting', k.waiting, 'dead', k.dead, 'made_at', k.made_at,
            'made_by', k.username, 'ended_at', k.ended_at) order by k.notice_id desc), '[]')
        from (
            select n.*, p.username, c.*
            from notify.notices n
            left join auth.ops_team p on p.person_id = n.made_by
            cross join lateral (
                select count(*) filter (where m.state = 'sent') as sent,
                    count(*) filter (where m.state = 'waiting') as waiting,
                    count(*) filter (where m.state = 'dead') as dead
                from notify.messages m where m.notice_id = n.notice_id) c
            order by n.notice_id desc
            limit least(20, auth.list_limit())) k);
end
$$;

revoke all on function api.get_notices() from public;
grant execute on function api.get_notices() to ops_supervisor, ops_admin, auditor;
comment on function api.get_notices() is
    'GET /notify/notices: the last twenty notices to all clients and how far they are';

-- GET /handovers. What waits for me and what I have asked for; of all calls for those who oversee.
-- Who is asked sees no client before they accept.
-- Calls: auth.in_scope, auth.list_limit, auth.require, auth.sees_all
-- Writes: -
create or replace function api.get_handovers()
returns jsonb
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_person_id bigint := auth.require('ops_agent', 'ops_supervisor', 'ops_admin', 'auditor');
begin
    return (
        select coalesce(jsonb_agg(jsonb_build_object('handover_id', h.handover_id,
            'call_id', h.call_id, 'from', owner.username, 'to', successor.username,
            'reason', h.reason, 'asked_at', h.asked_at, 'expires_at', h.expires_at)
            order by h.handover_id), '[]')
        from (
            select x.*, c.person_id as from_person_id
            from core.handovers as x
            join core.calls as c on c.call_id = x.call_id and c.closed_at is null
            where x.state = 'asked' and x.expires_at > now()
                and (v_person_id in (x.to_person_id, c.person_id)
                    or (auth.sees_all() and auth.in_scope(x.user_id, null)))
            order by x.handover_id limit auth.list_limit()) as h
        join auth.ops_team as owner on owner.person_id = h.from_person_id
        join auth.ops_team as successor on successor.person_id = h.to_person_id);
end
$$;

revoke all on function api.get_handovers() from public;
grant execute on function api.get_handovers() to ops_agent, ops_supervisor, ops_admin, auditor;
comment on function api.get_handovers() is
    'GET /handovers: hand-overs that wait, to me, from me, or of all for those who oversee';

-- GET /handovers. What waits for me and what I have asked for; of all calls for those who oversee.
-- Who is asked sees no client before they accept.
-- Calls: auth.in_scope, auth.page_end, auth.page_size, auth.page_start, auth.require,
-- auth.sees_all
-- Writes: -
create or replace function api.get_handovers(
    page_limit bigint default null, page_cursor text default null)
returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_person_id bigint := auth.require('ops_agent', 'ops_supervisor', 'ops_admin', 'auditor');
    v_size bigint := auth.page_size(page_limit);
    v_after bigint := coalesce((auth.page_start('handovers', page_cursor) ->> 0)::bigint, 0);
begin
    return auth.page_end('handovers', (
        select coalesce(jsonb_agg(jsonb_build_object('handover_id', h.handover_id,
            'call_id', h.call_id, 'from', owner.username, 'to', successor.username,
            'reason', h.reason, 'asked_at', h.asked_at, 'expires_at', h.expires_at)
            order by h.handover_id), '[]')
        from (
            select x.*, c.person_id as from_person_id
            from core.handovers as x
            join core.calls as c on c.call_id = x.call_id and c.closed_at is null
            where x.state = 'asked' and x.expires_at > now() and x.handover_id > v_after
                and (v_person_id in (x.to_person_id, c.person_id)
                    or (auth.sees_all() and auth.in_scope(x.user_id, null)))
            order by x.handover_id limit v_size + 1) as h
        join auth.ops_team as owner on owner.person_id = h.from_person_id
        join auth.ops_team as successor on successor.person_id = h.to_person_id),
        v_size, 'handover_id');
end
$$;

revoke all on function api.get_handovers(bigint, text) from public;
grant execute on function api.get_handovers(bigint, text)
    to ops_agent, ops_supervisor, ops_admin, auditor;
comment on function api.get_handovers(bigint, text) is
    'GET /handovers: hand-overs that wait, to me, from me, or of all for those who oversee';

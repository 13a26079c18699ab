-- GET /ops-team/{id}/scopes. Runs as the person: agents and supervisors see their own.
-- Calls: auth.page_end, auth.page_size, auth.page_start, auth.require
-- Writes: -
create or replace function api.get_scopes(
    person_id bigint, page_limit bigint default null, page_cursor text default null)
returns jsonb
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
declare
    v_list text := 'scopes:' || get_scopes.person_id;
    v_size bigint := auth.page_size(page_limit);
    v_after bigint := coalesce((auth.page_start(v_list, page_cursor) ->> 0)::bigint, 0);
begin
    perform auth.require('ops_agent', 'ops_supervisor', 'ops_admin', 'auditor');
    return auth.page_end(v_list, (
        select coalesce(jsonb_agg(jsonb_build_object('scope_id', s.scope_id,
            'person_id', s.person_id, 'exchange', s.exchange, 'segment', s.segment,
            'desk', s.desk, 'granted_at', s.granted_at) order by s.scope_id), '[]')
        from (
            select x.* from core.person_scopes as x
            where x.person_id = get_scopes.person_id and x.scope_id > v_after
            order by x.scope_id limit v_size + 1) as s), v_size, 'scope_id');
end
$$;

revoke all on function api.get_scopes(bigint, bigint, text) from public;
grant execute on function api.get_scopes(bigint, bigint, text)
    to ops_agent, ops_supervisor, ops_admin, auditor;
comment on function api.get_scopes(bigint, bigint, text) is
    'GET /ops-team/{id}/scopes: what limits a person, oneself for agents; an empty list is nothing';

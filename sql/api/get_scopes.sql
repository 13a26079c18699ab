-- GET /ops-team/{id}/scopes. Runs as the person: agents and supervisors see their own.
-- Calls: auth.list_limit, auth.require
-- Writes: -
create or replace function api.get_scopes(person_id bigint)
returns jsonb
language plpgsql stable security invoker set search_path = pg_catalog, pg_temp
as $$
begin
    perform auth.require('ops_agent', 'ops_supervisor', 'ops_admin', 'auditor');
    return (
        select coalesce(jsonb_agg(jsonb_build_object('scope_id', s.scope_id,
            'person_id', s.person_id, 'exchange', s.exchange, 'segment', s.segment,
            'desk', s.desk, 'granted_at', s.granted_at) order by s.scope_id), '[]')
        from (
            select x.* from core.person_scopes as x
            where x.person_id = get_scopes.person_id
            order by x.scope_id limit auth.list_limit()) as s);
end
$$;

revoke all on function api.get_scopes(bigint) from public;
grant execute on function api.get_scopes(bigint)
    to ops_agent, ops_supervisor, ops_admin, auditor;
comment on function api.get_scopes(bigint) is
    'GET /ops-team/{id}/scopes: what limits a person, oneself for agents; an empty list is nothing';

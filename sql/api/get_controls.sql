-- In force first, then the newest of those that were lifted.
-- Calls: auth.list_limit, auth.require. Writes: none.
create or replace function api.get_controls()
returns jsonb
language plpgsql stable security invoker set search_path = pg_catalog, pg_temp
as $$
begin
    perform auth.require('ops_viewer', 'ops_agent', 'ops_supervisor', 'ops_admin', 'auditor');
    return (
        select coalesce(jsonb_agg(jsonb_build_object('control_id', k.control_id,
            'scope', k.scope, 'subject', k.subject, 'kind', k.kind, 'reason', k.reason,
            'set_by', k.username, 'set_at', k.set_at, 'lifted_at', k.lifted_at)
            order by k.lifted_at is not null, k.control_id desc), '[]')
        from (
            select c.*, p.username
            from core.controls c
            join auth.ops_team p on p.person_id = c.set_by
            order by c.lifted_at is not null, c.control_id desc
            limit auth.list_limit()) k);
end
$$;

revoke all on function api.get_controls() from public;
grant execute on function api.get_controls()
    to ops_viewer, ops_agent, ops_supervisor, ops_admin, auditor;
comment on function api.get_controls() is
    'GET /controls: pauses and kill switches, those in force first';

-- In force first, then the newest of those that were lifted; in pages.
-- Calls: auth.page_end, auth.page_size, auth.page_start, auth.require. Writes: none.
create or replace function api.get_controls(
    page_limit bigint default null, page_cursor text default null)
returns jsonb
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
declare
    v_size bigint := auth.page_size(page_limit);
    v_start jsonb := auth.page_start('controls', page_cursor);
begin
    perform auth.require('ops_viewer', 'ops_agent', 'ops_supervisor', 'ops_admin', 'auditor');
    return auth.page_end('controls', (
        select coalesce(jsonb_agg(jsonb_build_object('control_id', k.control_id,
            'scope', k.scope, 'subject', k.subject, 'kind', k.kind, 'reason', k.reason,
            'set_by', k.username, 'set_at', k.set_at, 'lifted_at', k.lifted_at)
            order by k.lifted_at is not null, k.control_id desc), '[]')
        from (
            select c.*, p.username
            from core.controls c
            join auth.ops_team p on p.person_id = c.set_by
            where v_start is null or (c.lifted_at is not null, -c.control_id)
                > (v_start ->> 0 is not null, -(v_start ->> 1)::bigint)
            order by c.lifted_at is not null, c.control_id desc
            limit v_size + 1) k), v_size, 'lifted_at', 'control_id');
end
$$;

revoke all on function api.get_controls(bigint, text) from public;
grant execute on function api.get_controls(bigint, text)
    to ops_viewer, ops_agent, ops_supervisor, ops_admin, auditor;
comment on function api.get_controls(bigint, text) is
    'GET /controls: pauses and kill switches, those in force first';

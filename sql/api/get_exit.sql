-- What became of one square-off: one that had to wait first is placed, or fails, after it was
-- answered. An exit that the person may not see does not exist for them.
-- Calls: auth.audit_read, auth.refuse, auth.require
-- Writes: -
create or replace function api.get_exit(exit_id bigint)
returns jsonb
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_exit api.exits;
begin
    perform auth.require('ops_agent', 'ops_supervisor', 'ops_admin', 'auditor');
    select e.* into v_exit from api.exits as e where e.exit_id = get_exit.exit_id;
    if v_exit.exit_id is null then
        perform auth.refuse('IR104', '{"object": "exit"}');
    end if;
    perform auth.audit_read('get_exit', v_exit.user_id);
    return jsonb_strip_nulls(to_jsonb(v_exit) - '{orders,filled}'::text[])
        || jsonb_build_object('filled_quantity', v_exit.filled, 'orders', v_exit.orders);
end
$$;

revoke all on function api.get_exit(bigint) from public;
grant execute on function api.get_exit(bigint)
    to ops_agent, ops_supervisor, ops_admin, auditor;

comment on function api.get_exit(bigint) is
    'GET /squareoff/{id}: what became of one square-off, with its orders; IR104';

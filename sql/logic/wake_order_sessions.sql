-- Wakes the FIX sessions that the orders of these exits go out by.
-- Calls: queue.wake. Writes: none itself.
create or replace function logic.wake_order_sessions(exit_ids bigint[])
returns void
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
begin
    perform queue.wake('dispatch:' || s.session_name)
    from (select distinct o.session_name from core.orders o
          where o.exit_id = any (exit_ids) and o.status = 'queued') s;
end
$$;

revoke all on function logic.wake_order_sessions(bigint[]) from public;
comment on function logic.wake_order_sessions(bigint[]) is
    'Wakes the sleeping FIX sessions that have to send the orders of these exits';

-- Takes back an exit that waited for a second person: its orders have not left the desk.
-- Calls: logic.change_orders, logic.finish_batches. Writes: core.exits.
create or replace function logic.withdraw_exit(waiting core.exits, problem jsonb default null)
returns void
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
begin
    perform from core.orders o
    where o.exit_id = waiting.exit_id order by o.order_id for no key update;
    perform logic.change_orders(array(
        select row(o.order_id, 'withdrawn', null, 0, null, null,
            'not approved by a second person', null, null, null, null)::core.order_change
        from core.orders o
        where o.exit_id = waiting.exit_id and o.status = 'pending_approval'));
    update core.exits e
    set state = case when withdraw_exit.problem is null then 'withdrawn' else 'failed' end,
        problem = withdraw_exit.problem, due_at = null
    where e.exit_id = waiting.exit_id and e.state = 'waiting_approval';
    if waiting.batch_id is not null then
        perform logic.finish_batches(array[waiting.batch_id]);
    end if;
end
$$;

revoke all on function logic.withdraw_exit(core.exits, jsonb) from public;
comment on function logic.withdraw_exit(core.exits, jsonb) is
    'Withdraws the orders of an exit that nobody will approve; failed when there is a problem';

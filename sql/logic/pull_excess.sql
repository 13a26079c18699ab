-- Only risk goes down, even when the position moves under our live exits (the primary was not
-- dead, the client traded elsewhere): what could over-close it is taken back, newest first, and a
-- person is told. An order that rests at the exchange and closes too much only in part is reduced
-- to what is left, and keeps its place; where that cannot be it is taken back whole, as is one
-- whose reduction is refused (logic.follow_order_events). A reduction on its way counts as done.
-- Exits on the wrong side of the position, or of a flat one, are all excess; what an exit on
-- another exchange has closed is no position any more. The caller holds the positions' locks.
-- Lock order: orders ascending. Calls: logic.cancel_orders, logic.excess_exits,
-- logic.raise_alert, logic.replace_orders. Writes: none.
create or replace function logic.pull_excess(position_ids bigint[])
returns void
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
declare
    v_held bigint[];
    v_pulled bigint[];
    v_reduced bigint[];
    v_quantities bigint[];
    v_prices numeric[];
    v_alerts jsonb;
begin
    -- Few positions that trade have live exits: only these cost anything.
    v_held := array(
        select distinct o.position_id from core.orders o
        where o.position_id = any (position_ids) and o.leaves_quantity > 0);
    if v_held = '{}' then
        return;
    end if;
    perform from core.orders o
    where o.position_id = any (v_held) and o.leaves_quantity > 0
    order by o.order_id
    for no key update;

    select array_agg(e.order_id) filter (where e.reduced_quantity is null),
        array_agg(e.order_id) filter (where e.reduced_quantity is not null),
        array_agg(e.reduced_quantity) filter (where e.reduced_quantity is not null),
        array_agg(e.limit_price) filter (where e.reduced_quantity is not null),
        jsonb_agg(jsonb_build_object('order_id', e.order_id, 'position_id', e.position_id,
            'cl_ord_id', e.cl_ord_id, 'leaves_quantity', e.leaves_quantity,
            'excess', e.excess, 'reduced_to', e.reduced_quantity) order by e.order_id)
    into v_pulled, v_reduced, v_quantities, v_prices, v_alerts
    from logic.excess_exits(v_held) e;
    if v_alerts is null then
        return;
    end if;
    perform logic.replace_orders(v_reduced, v_quantities, v_prices, 'excess');
    perform logic.cancel_orders(v_pulled, null);
    perform logic.raise_alert('exit_above_position', 'critical', a.value ->> 'order_id',
        a.value - 'order_id')
    from jsonb_array_elements(v_alerts) a;
end
$$;

revoke all on function logic.pull_excess(bigint[]) from public;
comment on function logic.pull_excess(bigint[]) is
    'Takes back what of live exits could close more than these positions hold, newest first';

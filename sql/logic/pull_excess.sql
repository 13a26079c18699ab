-- Only risk goes down, even when the position moves under our live exits (the primary was not
-- dead, the client traded elsewhere): what could over-close it is taken back, newest first, and a
-- person is told. Exits on the wrong side of the position, or of a flat one, are all excess. The
-- caller holds the positions' locks. Calls: logic.raise_alert, logic.send_cancel. Writes: none.
create or replace function logic.pull_excess(position_ids bigint[])
returns void
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
declare
    v_order core.orders;
begin
    for v_order in
        select o.*
        from (
            select w.order_id, p.net_quantity, w.side, w.open_quantity,
                sum(w.open_quantity) over (partition by w.position_id order by w.order_id)
                    as running
            from (
                select l.order_id, l.position_id, l.side, greatest(0,
                    l.leaves_quantity + l.cumulative_quantity - l.confirmed_quantity)
                    as open_quantity
                from core.orders l
                where l.position_id = any (position_ids)
                    and (l.leaves_quantity > 0 or l.cumulative_quantity > l.confirmed_quantity)
            ) w
            join core.positions p on p.position_id = w.position_id
        ) x
        join core.orders o on o.order_id = x.order_id
        where x.open_quantity > 0 and o.leaves_quantity > 0
            and o.status <> 'cancel_pending'
            and (x.running > abs(x.net_quantity)
                or x.side <> case when x.net_quantity > 0 then 'sell' else 'buy' end)
        order by o.order_id desc
        for no key update of o
    loop
        perform logic.send_cancel(v_order);
        perform logic.raise_alert('exit_above_position', 'critical', v_order.order_id::text,
            jsonb_build_object('position_id', v_order.position_id,
                'cl_ord_id', v_order.cl_ord_id, 'leaves_quantity', v_order.leaves_quantity));
    end loop;
end
$$;

revoke all on function logic.pull_excess(bigint[]) from public;
comment on function logic.pull_excess(bigint[]) is
    'Takes live exits back that could close more than these positions hold, newest first';

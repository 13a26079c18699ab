-- What of these orders is confirmed, counted from the trades that stand: for the rare cases where a
-- trade learns of its order only after it had moved the position. The caller holds the orders'
-- locks.
-- Calls: none. Writes: core.orders.confirmed_quantity.
create or replace function logic.count_confirmed(order_ids bigint[])
returns void
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
begin
    if order_ids is null then
        return;
    end if;
    update core.orders o
    set confirmed_quantity = c.quantity, updated_at = now()
    from (
        select i.order_id, coalesce(sum(t.quantity), 0)::bigint as quantity
        from unnest(order_ids) i (order_id)
        left join core.trades t on t.order_id = i.order_id and t.applied
        group by i.order_id
    ) c
    where o.order_id = c.order_id and o.confirmed_quantity <> c.quantity;
end
$$;

revoke all on function logic.count_confirmed(bigint[]) from public;
comment on function logic.count_confirmed(bigint[]) is
    'Counts what of these orders is confirmed by trades that stand';

-- What the audit log says of orders as they were before a person changed something about them: our
-- own and those of the primary, which have numbers of their own.
-- Calls: -
-- Writes: -
create or replace function logic.orders_before(desk bigint[], primary_orders bigint[] default '{}')
returns jsonb
language sql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
    select jsonb_agg(b.shown order by b.source, b.order_id)
    from (
        select 'desk' as source, o.order_id, jsonb_build_object('source', 'desk',
            'order_id', o.order_id, 'status', o.status, 'quantity', o.quantity,
            'filled_quantity', o.cumulative_quantity, 'limit_price', o.limit_price) as shown
        from core.orders as o where o.order_id = any (orders_before.desk)
        union all
        select 'primary', b.order_id, jsonb_build_object('source', 'primary',
            'order_id', b.order_id, 'status', coalesce(w.status, b.status),
            'quantity', b.quantity, 'filled_quantity', b.filled_quantity,
            'limit_price', b.limit_price)
        from book.orders as b
        left join core.primary_orders as w on w.book_order_id = b.order_id
        where b.order_id = any (orders_before.primary_orders)) as b;
$$;

revoke all on function logic.orders_before(bigint[], bigint[]) from public;

comment on function logic.orders_before(bigint[], bigint[]) is
    'Status, quantities and price of orders, for the audit log; null when there are none';

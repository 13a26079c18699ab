-- What two people see and decide about: an order of the primary that the exchange does not know, or
-- whose number the primary never told, so that nobody can ask. Null when there is nothing to
-- settle. The caller of an approval compares it with what was shown.
-- Calls: logic.client_shown. Writes: none.
create or replace function logic.primary_order_to_settle(order_id bigint, outcome text)
returns jsonb
language sql stable security invoker set search_path = pg_catalog, pg_temp
as $$
    select jsonb_build_object('client', logic.client_shown(b.user_id), 'source', 'primary',
        'order_id', b.order_id, 'cl_ord_id', b.cl_ord_id,
        'exchange_order_id', b.exchange_order_id, 'symbol', i.symbol, 'exchange', i.exchange,
        'side', b.side, 'quantity', b.quantity, 'filled_quantity', k.filled,
        'outcome', primary_order_to_settle.outcome,
        'quantity_freed', case primary_order_to_settle.outcome when 'filled' then 0
            else greatest(0, b.quantity - k.filled) end)
    from book.orders b
    left join core.primary_orders w on w.book_order_id = b.order_id
    left join book.instruments i on i.instrument_id = b.instrument_id
    cross join lateral (
        select greatest(b.filled_quantity, w.cumulative_quantity) as filled) k
    where b.order_id = primary_order_to_settle.order_id
        and b.status in ('open', 'partially_filled') and coalesce(w.is_live, true)
        and (w.status = 'unknown' or b.exchange_order_id is null)
$$;

revoke all on function logic.primary_order_to_settle(bigint, text) from public;
comment on function logic.primary_order_to_settle(bigint, text) is
    'An order of the primary that nobody knows of and what settling it would do; else null';

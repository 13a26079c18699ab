-- What two people see and decide about: an order that is unknown, as it stands now. Null when it
-- is not unknown any more. The caller of an approval compares it with what was shown.
-- Calls: logic.client_shown. Writes: none.
create or replace function logic.order_to_settle(order_id bigint, outcome text)
returns jsonb
language sql stable security invoker set search_path = pg_catalog, pg_temp
as $$
    select jsonb_build_object('client', logic.client_shown(o.user_id), 'order_id', o.order_id,
        'cl_ord_id', o.cl_ord_id, 'session_name', o.session_name, 'symbol', i.symbol,
        'exchange', i.exchange, 'side', o.side, 'quantity', o.quantity,
        'filled_quantity', o.cumulative_quantity, 'confirmed_quantity', o.confirmed_quantity,
        'outcome', order_to_settle.outcome,
        'quantity_freed', case order_to_settle.outcome when 'filled' then 0
            else o.leaves_quantity end)
    from core.orders o
    left join book.instruments i on i.instrument_id = o.instrument_id
    where o.order_id = order_to_settle.order_id and o.status = 'unknown'
$$;

revoke all on function logic.order_to_settle(bigint, text) from public;
comment on function logic.order_to_settle(bigint, text) is
    'An unknown order and what settling it would do; null when it is not unknown';

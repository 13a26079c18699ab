-- What two people see and decide about: a fill that only our own session told. Null when it is
-- confirmed or taken back meanwhile.
-- Calls: logic.client_shown. Writes: none.
create or replace function logic.fill_to_promote(temp_trade_id bigint)
returns jsonb
language sql stable security invoker set search_path = pg_catalog, pg_temp
as $$
    select jsonb_build_object('client', logic.client_shown(o.user_id),
        'temp_trade_id', f.temp_trade_id, 'order_id', f.order_id, 'cl_ord_id', o.cl_ord_id,
        'session_name', f.session_name, 'exec_id', f.exec_id, 'exchange', f.exchange,
        'segment', f.segment, 'trade_date', f.trade_date, 'trade_number', f.trade_number,
        'symbol', i.symbol, 'product', o.product, 'side', f.side, 'quantity', f.quantity,
        'price', f.price, 'executed_at', f.executed_at)
    from core.temp_trades f
    join core.orders o on o.order_id = f.order_id
    left join book.instruments i on i.instrument_id = o.instrument_id
    where f.temp_trade_id = fill_to_promote.temp_trade_id and f.state = 'provisional'
$$;

revoke all on function logic.fill_to_promote(bigint) from public;
comment on function logic.fill_to_promote(bigint) is
    'A provisional fill as an approval shows it; null when it is provisional no more';

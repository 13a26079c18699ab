-- What two people see and decide about: a trade of nobody known and whose it is to be. Null when
-- it has its position meanwhile, was taken back, or nothing names its instrument. A person names
-- it only where the exchange has not.
-- Calls: logic.client_shown. Writes: none.
create or replace function logic.trade_to_assign(
    trade_id bigint, user_id bigint, instrument_id bigint, product text)
returns jsonb
language sql stable security invoker set search_path = pg_catalog, pg_temp
as $$
    select jsonb_build_object('client', logic.client_shown(trade_to_assign.user_id),
        'trade_id', t.trade_id, 'exchange', t.exchange, 'segment', i.segment,
        'trade_date', t.trade_date, 'trade_number', t.trade_number, 'account', t.account,
        'exchange_order_id', t.exchange_order_id, 'instrument_id', i.instrument_id,
        'symbol', i.symbol, 'product', trade_to_assign.product, 'side', t.side,
        'quantity', t.quantity, 'price', t.price, 'executed_at', t.executed_at)
    from core.trades t
    join book.instruments i on i.instrument_id
        = coalesce(trade_to_assign.instrument_id, t.instrument_id)
        and i.instrument_id = coalesce(t.instrument_id, i.instrument_id)
        and i.exchange = t.exchange and (i.segment = t.segment or t.segment = 'unknown')
    where t.trade_id = trade_to_assign.trade_id and t.position_id is null
        and t.busted_at is null
$$;

revoke all on function logic.trade_to_assign(bigint, bigint, bigint, text) from public;
comment on function logic.trade_to_assign(bigint, bigint, bigint, text) is
    'An unassigned trade and whose it is to be, as an approval shows it; null when it cannot be';

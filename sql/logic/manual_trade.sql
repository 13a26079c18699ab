-- What two people see and decide about: a trade that nobody told the desk, the position before it
-- and after it. Null when the trade has come meanwhile, or there is no such instrument.
-- Calls: logic.client_shown, logic.trading_day. Writes: none.
create or replace function logic.manual_trade(
    user_id bigint, instrument_id bigint, product text, trade jsonb)
returns jsonb
language sql stable security invoker set search_path = pg_catalog, pg_temp
as $$
    select jsonb_build_object('client', logic.client_shown(manual_trade.user_id),
        'instrument_id', i.instrument_id, 'symbol', i.symbol, 'exchange', i.exchange,
        'segment', i.segment, 'product', manual_trade.product,
        'trade_date', (select logic.trading_day()), 'trade', manual_trade.trade,
        'value', trim_scale((trade ->> 'quantity')::bigint * (trade ->> 'price')::numeric
            * i.multiplier),
        'position_id', p.position_id,
        'before', jsonb_build_object('net_quantity', coalesce(p.net_quantity, 0),
            'buy_quantity', coalesce(p.buy_quantity, 0),
            'sell_quantity', coalesce(p.sell_quantity, 0)),
        'after', jsonb_build_object('net_quantity', coalesce(p.net_quantity, 0)
            + (trade ->> 'quantity')::bigint
                * case trade ->> 'side' when 'buy' then 1 else -1 end))
    from book.instruments i
    left join core.positions p on p.trade_date = (select logic.trading_day())
        and (p.user_id, p.instrument_id, p.product)
            = (manual_trade.user_id, i.instrument_id, manual_trade.product)
    where i.instrument_id = manual_trade.instrument_id
        and not exists (
            select from core.trades t
            where (t.exchange, t.segment, t.trade_date, t.trade_number, t.side)
                = (i.exchange, i.segment, (select logic.trading_day()),
                    trade ->> 'trade_number', trade ->> 'side'))
$$;

revoke all on function logic.manual_trade(bigint, bigint, text, jsonb) from public;
comment on function logic.manual_trade(bigint, bigint, text, jsonb) is
    'A trade to be added by hand and what it does, as an approval shows it';

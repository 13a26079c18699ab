-- What the primary is told of trades: the desk's, those that nobody but the exchange told, and
-- those that came since a while before the outage whoever told them, because the primary may come
-- back without what it had sent last. What was practised in a drill is none of it.
-- Calls: logic.utc_text. Writes: none.
create or replace function logic.desk_trade_rows(first_day date, since timestamptz)
returns table (kind text, record_key text, record jsonb)
language sql stable security invoker set search_path = pg_catalog, pg_temp
as $$
    select 'trade', concat_ws('|', t.exchange, t.segment, t.trade_date, t.trade_number, t.side),
        jsonb_build_object(
            'exchange', t.exchange, 'segment', t.segment, 'trade_date', t.trade_date,
            'trade_number', t.trade_number, 'side', t.side, 'quantity', t.quantity,
            'price', t.price, 'executed_at', logic.utc_text(t.executed_at),
            'user_id', t.user_id, 'instrument_id', t.instrument_id, 'product', t.product,
            'account', t.account, 'exchange_order_id', t.exchange_order_id,
            'cl_ord_id', o.cl_ord_id, 'busted', t.busted_at is not null,
            'corrected', t.corrected_at is not null)
    from core.trades t
    left join core.orders o on o.order_id = t.order_id
    where t.trade_date >= first_day
        and (t.order_id is not null or t.manual_at is not null or t.primary_at is null
            or t.created_at >= since)
        and (o.session_name is null or o.session_name not in (
            select s.name from fix.sessions s where s.simulated))
    union all
    select 'unconfirmed_fill',
        concat_ws('|', f.exchange, f.segment, f.trade_date, f.trade_number, f.side),
        jsonb_build_object('cl_ord_id', o.cl_ord_id, 'trade_number', f.trade_number,
            'quantity', f.quantity, 'price', f.price, 'state', f.state,
            'executed_at', logic.utc_text(f.executed_at))
    from core.temp_trades f
    join core.orders o on o.order_id = f.order_id
    where f.state = 'provisional' and f.trade_date >= first_day
$$;

revoke all on function logic.desk_trade_rows(date, timestamptz) from public;
comment on function logic.desk_trade_rows(date, timestamptz) is
    'Records about trades for the primary, since a day and a time';

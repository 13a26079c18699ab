-- Trades that the exchange told and the primary has not: neither its replica nor, if it lost
-- them, its own book holds them. The desk's own trades are no gap until the primary is back.
create or replace view ops.gap_trades as
select t.trade_id, t.exchange, t.segment, t.trade_date, t.trade_number, t.side, t.quantity, t.price,
    t.executed_at, least(t.drop_copy_at, t.manual_at, t.file_at) as received_at,
    array_remove(array[
        case when t.drop_copy_at is not null then 'drop_copy' end,
        case when t.response_at is not null then 'response' end,
        case when t.manual_at is not null then 'manual' end,
        case when t.file_at is not null then 'file' end], null) as sources,
    t.exchange_order_id, t.account, t.user_id, t.instrument_id, i.symbol, t.product,
    t.position_id is not null as assigned
from core.trades as t
left join book.instruments as i on i.instrument_id = t.instrument_id
where t.primary_at is null and t.order_id is null and t.busted_at is null
    and t.trade_date = (select max(d.trade_date) from book.trading_days as d);

revoke all on ops.gap_trades from public;
grant select on ops.gap_trades to dba, irra_monitor;

comment on view ops.gap_trades is
    'Trades of today that reached the exchange and the desk but not by the primary';

-- Trades of the member whose client, instrument or product nobody knows: they move no position
-- until the primary's order comes or two people assign them.
create or replace view ops.unassigned_trades as
select t.trade_id, t.exchange, t.segment, t.trade_date, t.trade_number, t.side, t.quantity, t.price,
    t.executed_at, t.account, t.exchange_order_id, t.user_id, i.symbol, t.product,
    now() - t.created_at as age
from core.trades as t
left join book.instruments as i on i.instrument_id = t.instrument_id
where t.position_id is null and t.busted_at is null;

revoke all on ops.unassigned_trades from public;
grant select on ops.unassigned_trades to dba, irra_monitor;

comment on view ops.unassigned_trades is
    'Trades that no position could take yet, with what was told of them and their age';

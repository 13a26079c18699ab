-- Fills that only our own order session has told of. They hold the position reserved; overdue ones
-- are a question for the exchange.
create or replace view ops.unconfirmed_trades as
select f.temp_trade_id, f.session_name, f.order_id, o.cl_ord_id, f.exchange, f.segment,
    f.trade_date, f.trade_number, f.side, f.quantity, f.price, f.executed_at, f.received_at,
    now() - f.received_at as age,
    now() - f.received_at > make_interval(secs => (
        select s.value::integer from core.settings as s
        where s.name = 'unconfirmed_alert_seconds')) as overdue
from core.temp_trades as f
join core.orders as o on o.order_id = f.order_id
where f.state = 'provisional';

revoke all on ops.unconfirmed_trades from public;
grant select on ops.unconfirmed_trades to dba, irra_monitor;

comment on view ops.unconfirmed_trades is
    'Fills waiting for the drop copy or the primary to confirm them, with their age';

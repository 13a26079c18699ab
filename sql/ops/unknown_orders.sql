-- Orders that the exchange does not know or may have lost. They stay reserved; a report or two
-- people settle them.
create or replace view ops.unknown_orders as
select o.order_id, o.cl_ord_id, o.session_name, i.symbol, i.exchange, o.side, o.quantity,
    o.cumulative_quantity, o.leaves_quantity, o.confirmed_quantity, o.exchange_order_id, o.user_id,
    o.position_id, o.reason, e.at as unknown_since, now() - e.at as age,
    exists (
        select from core.order_requests as q
        where q.order_id = o.order_id and q.kind = 'status' and q.state in ('queued', 'sent'))
        as asked
from core.orders as o
left join book.instruments as i on i.instrument_id = o.instrument_id
left join lateral (
    select x.at from core.order_events as x
    where x.order_id = o.order_id and x.to_status = 'unknown' and x.from_status <> 'unknown'
    order by x.order_event_id desc
    limit 1) as e on true
where o.status = 'unknown' and o.leaves_quantity > 0;

revoke all on ops.unknown_orders from public;
grant select on ops.unknown_orders to dba, irra_monitor;

comment on view ops.unknown_orders is
    'Orders whose state at the exchange nobody knows, since when; asked: a question is on its way';

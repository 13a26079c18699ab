-- Orders that the exchange does not know or may have lost, ours and those that the primary had
-- placed; also what the primary sent and never learned the exchange's number of, so that nobody can
-- ask about it. They stay reserved; a report or two people settle them.
create or replace view ops.unknown_orders as
select o.order_id, o.cl_ord_id, o.session_name, i.symbol, i.exchange, o.side, o.quantity,
    o.cumulative_quantity, o.leaves_quantity, o.confirmed_quantity, o.exchange_order_id, o.user_id,
    o.position_id, o.reason, e.at as unknown_since, now() - e.at as age,
    exists (
        select from core.order_requests as q
        where q.order_id = o.order_id and q.kind = 'status' and q.state in ('queued', 'sent'))
        as asked, 'desk'::text as source
from core.orders as o
left join book.instruments as i on i.instrument_id = o.instrument_id
left join lateral (
    select x.at from core.order_events as x
    where x.order_id = o.order_id and x.to_status = 'unknown' and x.from_status <> 'unknown'
    order by x.order_event_id desc
    limit 1) as e on true
where o.status = 'unknown' and o.leaves_quantity > 0
union all
select b.order_id, b.cl_ord_id, null, i.symbol, i.exchange, b.side, b.quantity,
    greatest(b.filled_quantity, w.cumulative_quantity),
    greatest(0, b.quantity - greatest(b.filled_quantity, w.cumulative_quantity)), null,
    b.exchange_order_id, b.user_id, p.position_id,
    coalesce(w.reason, 'the primary has not told the exchange''s number of it'),
    coalesce(w.updated_at, b.updated_at), now() - coalesce(w.updated_at, b.updated_at), false,
    'primary'
from book.orders as b
left join core.primary_orders as w on w.book_order_id = b.order_id
left join book.instruments as i on i.instrument_id = b.instrument_id
left join core.positions as p on (p.user_id, p.trade_date, p.instrument_id, p.product)
    = (b.user_id, b.trade_date, b.instrument_id, b.product)
where b.trade_date = (select max(d.trade_date) from book.trading_days as d)
    and b.status in ('open', 'partially_filled') and coalesce(w.is_live, true)
    and (w.status = 'unknown' or b.exchange_order_id is null);

revoke all on ops.unknown_orders from public;
grant select on ops.unknown_orders to dba, irra_monitor;

comment on view ops.unknown_orders is
    'Orders whose state at the exchange nobody knows, since when; asked: a question is on its way';

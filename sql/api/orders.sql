-- Our own orders and those the primary sent before it went away, in one shape. Read as the person.
-- Of the primary's, what the exchange has told since (core.primary_orders) stands before what the
-- primary last knew (book_status).
create or replace view api.orders
with (security_invoker = true) as
select 'desk'::text as source, o.order_id, o.user_id, o.position_id, i.symbol, i.exchange,
    i.segment, o.product, o.side, o.order_type, o.quantity,
    o.cumulative_quantity as filled_quantity,
    o.leaves_quantity, o.limit_price, o.average_price, o.status, o.cl_ord_id, o.exchange_order_id,
    o.call_id, o.reason, o.created_at, o.sent_at, o.updated_at, o.exit_id, x.batch_id,
    o.leg_position_id, o.chases, o.chase_at,
    case when o.replacing_quantity is not null then (
        select e.details - 'sequence' from core.order_events as e
        where e.order_id = o.order_id and e.event = 'replace_requested'
        order by e.order_event_id desc limit 1) end as replacing,
    null::text as book_status
from core.orders as o
left join book.instruments as i on i.instrument_id = o.instrument_id
left join core.exits as x on x.exit_id = o.exit_id
union all
select 'primary', b.order_id, b.user_id, null, i.symbol, i.exchange, i.segment,
    b.product, b.side, b.order_type, b.quantity,
    greatest(b.filled_quantity, w.cumulative_quantity),
    case when b.status in ('open', 'partially_filled') and coalesce(w.is_live, true)
        then greatest(0, b.quantity - greatest(b.filled_quantity, w.cumulative_quantity))
        else 0 end,
    b.limit_price, null,
    case when b.status in ('open', 'partially_filled') and w.status <> 'open'
        then w.status else b.status end,
    b.cl_ord_id, b.exchange_order_id,
    null, w.reason, b.placed_at, b.placed_at, greatest(b.updated_at, w.updated_at), null, null,
    null, null, null, null, b.status
from book.orders as b
left join book.instruments as i on i.instrument_id = b.instrument_id
left join core.primary_orders as w on w.book_order_id = b.order_id;

revoke all on api.orders from public;
grant select on api.orders to ops_agent, ops_supervisor, ops_admin, auditor;

comment on view api.orders is
    'Orders of clients that the person may see: source desk (core.orders) or primary (book.orders)';

-- Our own orders and those the primary sent before it went away, in one shape. Read as the person.
create or replace view api.orders
with (security_invoker = true) as
select 'desk'::text as source, o.order_id, o.user_id, o.position_id, i.symbol, i.exchange,
    i.segment, o.product, o.side, o.order_type, o.quantity,
    o.cumulative_quantity as filled_quantity,
    o.leaves_quantity, o.limit_price, o.average_price, o.status, o.cl_ord_id, o.exchange_order_id,
    o.call_id, o.reason, o.created_at, o.sent_at, o.updated_at
from core.orders as o
left join book.instruments as i on i.instrument_id = o.instrument_id
union all
select 'primary', b.order_id, b.user_id, null, i.symbol, i.exchange, i.segment,
    b.product, b.side, b.order_type, b.quantity, b.filled_quantity,
    case when b.status in ('open', 'partially_filled')
        then b.quantity - b.filled_quantity else 0 end,
    b.limit_price, null, b.status, b.cl_ord_id, b.exchange_order_id,
    null, null, b.placed_at, b.placed_at, b.updated_at
from book.orders as b
left join book.instruments as i on i.instrument_id = b.instrument_id;

revoke all on api.orders from public;
grant select on api.orders to ops_agent, ops_supervisor, ops_admin, auditor;

comment on view api.orders is
    'Orders of clients that the person may see: source desk (core.orders) or primary (book.orders)';

-- Whatever may still trade: what is not here can no longer change a position by itself.
create or replace view ops.live_orders as
select o.order_id, o.cl_ord_id, o.status, now() - o.created_at as age, o.session_name,
    i.symbol, i.exchange, i.segment, o.product, o.side, o.order_type, o.quantity, o.limit_price,
    o.cumulative_quantity, o.leaves_quantity, o.confirmed_quantity, o.exchange_order_id,
    o.user_id, o.position_id, p.username as placed_by, o.created_at, o.sent_at, o.updated_at,
    o.reason
from core.orders as o
join core.order_statuses as s on s.status = o.status
left join book.instruments as i on i.instrument_id = o.instrument_id
left join auth.ops_team as p on p.person_id = o.person_id
where s.is_live;

revoke all on ops.live_orders from public;
grant select on ops.live_orders to dba, irra_monitor;

comment on view ops.live_orders is
    'Orders of the desk that may still trade, with age and who placed them';

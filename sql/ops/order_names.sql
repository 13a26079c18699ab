-- Every name that an order of ours ever had at the exchange, its messages' ClOrdIDs, and the HTTP
-- requests that they come from.
create or replace view ops.order_names as
select r.order_id, r.cl_ord_id, r.kind, r.session_name, r.state, r.queued_at, r.request_id
from core.order_requests as r
where r.order_id is not null and r.kind <> 'status'
union all
select o.order_id, o.cl_ord_id, 'order', o.session_name, o.status, o.created_at, o.request_id
from core.orders as o;

revoke all on ops.order_names from public;
grant select on ops.order_names to dba, irra_monitor;

comment on view ops.order_names is 'One row a ClOrdID: the order that it named, in which message';

-- What orders are called, and the HTTP requests they come from: for the notifier's log.
-- Calls: none. Writes: none.
create or replace function notify.order_names(order_ids bigint[])
returns table (order_id bigint, cl_ord_id text, request_id text)
language sql stable rows 10 security definer set search_path = pg_catalog, pg_temp
as $$
    select o.order_id, o.cl_ord_id, o.request_id
    from core.orders o
    where o.order_id = any (order_names.order_ids)
    order by o.order_id
$$;

revoke all on function notify.order_names(bigint[]) from public;
grant execute on function notify.order_names(bigint[]) to irra_notify;
comment on function notify.order_names(bigint[]) is
    'ClOrdIDs of orders and the requests that made them';

-- A cancel that was sent behind a replacement names the order as that would have made it. When the
-- replacement was refused, nobody knows the order by that name, which says nothing about the order.
-- Calls: none. Writes: none.
create or replace function fix.names_refused_replacement(
    cancel_request_id bigint, reports fix.report[])
returns boolean
language sql stable security invoker set search_path = pg_catalog, pg_temp
as $$
    select exists (
        select from core.order_requests c
        join core.order_requests r on r.cl_ord_id = c.orig_cl_ord_id and r.kind = 'replace'
            and r.order_id = c.order_id
        join core.orders o on o.order_id = c.order_id and o.current_cl_ord_id <> r.cl_ord_id
        where c.order_request_id = cancel_request_id
            and (r.state = 'answered' or r.order_request_id in (
                select t.order_request_id from unnest(reports) t)))
$$;

revoke all on function fix.names_refused_replacement(bigint, fix.report[]) from public;
comment on function fix.names_refused_replacement(bigint, fix.report[]) is
    'Whether a cancel names its order by a replacement that the exchange has refused';

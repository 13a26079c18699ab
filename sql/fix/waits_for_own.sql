-- Whether what takes an order back stands in the queue behind the order itself, or behind a
-- replacement of it, that has not left: it must not go first, and an order whose cancel went first
-- would live after all.
-- Calls: none. Writes: none.
create or replace function fix.waits_for_own(order_request_id bigint)
returns boolean
language plpgsql stable security invoker set search_path = pg_catalog, pg_temp
as $$
begin
    return exists (
        select from core.order_requests r
        join core.order_requests e on e.order_id = r.order_id
            and e.order_request_id < r.order_request_id
            and e.kind in ('new', 'replace') and e.state = 'queued'
        where r.order_request_id = waits_for_own.order_request_id);
end
$$;

revoke all on function fix.waits_for_own(bigint) from public;
comment on function fix.waits_for_own(bigint) is
    'Whether a request stands in the queue behind its own order or replacement';

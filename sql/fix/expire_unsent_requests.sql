-- A square-off is never executed late without anybody knowing: these were queued too long ago.
-- Calls: logic.change_orders, logic.raise_alert. Writes: core.order_requests.
create or replace function fix.expire_unsent_requests(order_request_ids bigint[])
returns void
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
begin
    if order_request_ids is null then
        return;
    end if;
    perform logic.change_orders((
        select array_agg(row(r.order_id, 'expired', null, 0, null, null,
            'not sent in time', null)::core.order_change)
        from core.order_requests r
        where r.order_request_id = any (order_request_ids)));
    update core.order_requests r set state = 'withdrawn', answered_at = now(),
        answer = 'not sent in time'
    where r.order_request_id = any (order_request_ids);
    perform logic.raise_alert('order_expired_unsent', 'critical', r.order_id::text,
        jsonb_build_object('cl_ord_id', r.cl_ord_id, 'queued_at', r.queued_at))
    from core.order_requests r
    where r.order_request_id = any (order_request_ids);
end
$$;

revoke all on function fix.expire_unsent_requests(bigint[]) from public;
comment on function fix.expire_unsent_requests(bigint[]) is
    'Expires orders that waited longer than max_resend_age before they were sent';

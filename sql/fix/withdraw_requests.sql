-- A square-off is never executed late without anybody knowing: these requests were claimed and will
-- not be sent. A new order among them ends as expired.
-- Calls: logic.change_orders, logic.raise_alert. Writes: core.order_requests.
create or replace function fix.withdraw_requests(order_request_ids bigint[], reason text)
returns void
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
begin
    perform logic.change_orders((
        select array_agg(row(r.order_id, 'expired', null, null, null, null,
            withdraw_requests.reason, null, null, null, null)::core.order_change)
        from core.order_requests r
        where r.order_request_id = any (order_request_ids) and r.kind = 'new'));
    update core.order_requests r set state = 'withdrawn', answered_at = now(),
        answer = withdraw_requests.reason
    where r.order_request_id = any (order_request_ids);
    perform logic.raise_alert('request_not_sent', 'critical', r.order_id::text,
        jsonb_build_object('kind', r.kind, 'cl_ord_id', r.cl_ord_id, 'queued_at', r.queued_at,
            'reason', withdraw_requests.reason))
    from core.order_requests r
    where r.order_request_id = any (order_request_ids);
end
$$;

revoke all on function fix.withdraw_requests(bigint[], text) from public;
comment on function fix.withdraw_requests(bigint[], text) is
    'Gives claimed requests up before they are sent, with the reason and an alert';

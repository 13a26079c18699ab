-- A square-off is never executed late without anybody knowing: these requests were claimed and will
-- not be sent. A new order among them ends as expired, a replacement leaves its order as it was, a
-- cancel of the primary's order was never asked for.
-- Calls: logic.change_orders, logic.raise_alert. Writes: core.order_requests,
-- core.primary_orders.
create or replace function fix.withdraw_requests(order_request_ids bigint[], reason text)
returns void
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
begin
    perform logic.change_orders((
        select array_agg(row(r.order_id, case r.kind when 'new' then 'expired'
                else 'replace_rejected' end, null, null, null, null,
            withdraw_requests.reason, null, null, null, null)::core.order_change)
        from core.order_requests r
        where r.order_request_id = any (order_request_ids) and r.order_id is not null
            and r.kind in ('new', 'replace')));
    update core.primary_orders p
    set status = 'open', cancel_requested_at = null, reason = withdraw_requests.reason,
        updated_at = now()
    from core.order_requests r
    where r.order_request_id = any (order_request_ids) and p.book_order_id = r.book_order_id
        and p.status = 'cancel_pending';
    update core.order_requests r set state = 'withdrawn', answered_at = now(),
        answer = withdraw_requests.reason
    where r.order_request_id = any (order_request_ids);
    perform logic.raise_alert('request_not_sent', 'critical',
        coalesce(r.order_id, r.book_order_id, r.order_request_id)::text,
        jsonb_build_object('kind', r.kind, 'cl_ord_id', r.cl_ord_id, 'queued_at', r.queued_at,
            'reason', withdraw_requests.reason))
    from core.order_requests r
    where r.order_request_id = any (order_request_ids);
end
$$;

revoke all on function fix.withdraw_requests(bigint[], text) from public;
comment on function fix.withdraw_requests(bigint[], text) is
    'Gives claimed requests up before they are sent, with the reason and an alert';

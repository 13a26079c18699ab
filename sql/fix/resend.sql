-- What the exchange asks again, in order: the stored messages under their own numbers.
-- Session-level messages, new orders and replacements older than the session's max_resend_age, and
-- those of orders that are over come as gap fills; such an order, if the exchange has never
-- answered it, expires in this transaction, such a replacement is given up, and the desk is told.
-- Lock order: orders, session state. Calls: logic.change_orders, logic.raise_alert,
-- fix.require_lease. Writes: core.order_requests.
create or replace function fix.resend(
    session_name text, epoch bigint, from_sequence bigint, through_sequence bigint)
returns table (
    sequence bigint, msg_type text, sent_at timestamptz, body text, gap_fill boolean)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    v_incarnation integer;
    v_stale bigint[];
begin
    select s.incarnation into v_incarnation
    from fix.session_state s where s.session_name = resend.session_name;
    select array_agg(r.order_request_id) into v_stale
    from core.order_requests r
    join fix.sessions c on c.name = r.session_name
    where r.session_name = resend.session_name and r.incarnation = v_incarnation
        and r.sequence between resend.from_sequence and resend.through_sequence
        and r.kind in ('new', 'replace')
        and (r.queued_at < clock_timestamp() - c.max_resend_age or exists (
            select from core.orders o
            join core.order_statuses s on s.status = o.status and not s.is_live
            where o.order_id = r.order_id));

    perform logic.change_orders((
        select array_agg(row(o.order_id,
            case r.kind when 'new' then 'expired' else 'replace_rejected' end, null,
            case r.kind when 'new' then 0 end, null, null,
            'too old to be sent again', null, null, null, null)::core.order_change)
        from core.order_requests r
        join core.orders o on o.order_id = r.order_id
        where r.order_request_id = any (v_stale) and r.state = 'sent'
            and (r.kind = 'new' and o.status in ('sent', 'cancel_pending')
                    and o.cumulative_quantity = 0
                or r.kind = 'replace' and o.status = 'replace_pending')));
    perform logic.raise_alert('order_expired_in_resend', 'critical',
        coalesce(r.order_id, r.order_request_id)::text, jsonb_build_object(
            'kind', r.kind, 'cl_ord_id', r.cl_ord_id, 'queued_at', r.queued_at))
    from core.order_requests r
    where r.order_request_id = any (v_stale) and r.state = 'sent';
    update core.order_requests r set state = 'expired', answered_at = now(),
        answer = 'too old to be sent again'
    where r.order_request_id = any (v_stale) and r.state = 'sent';

    perform fix.require_lease(resend.session_name, resend.epoch);
    return query
        select m.sequence, m.msg_type, m.sent_at, m.body,
            m.order_request_id is null or m.order_request_id = any (coalesce(v_stale, '{}'))
        from fix.outbound m
        where m.session_name = resend.session_name and m.incarnation = v_incarnation
            and m.sequence between resend.from_sequence and resend.through_sequence
        order by m.sequence;
end
$$;

revoke all on function fix.resend(text, bigint, bigint, bigint) from public;
grant execute on function fix.resend(text, bigint, bigint, bigint) to irra_gateway;
comment on function fix.resend(text, bigint, bigint, bigint) is
    'Stored messages of a range of numbers; gap_fill marks those that must not be sent again';

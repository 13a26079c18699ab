-- Numbers claimed requests, keeps their messages and advances the session, in one statement. The
-- caller holds the session's state and has moved the orders.
-- With each message goes the HTTP request that it comes from: an order's own, another's of who
-- asked for it; none where the desk did by itself.
-- `allowance` is the rate limit's before this, null without a limit: only the session's leader
-- uses it up.
-- Calls: fix.request_body. Writes: core.order_requests, fix.outbound,
-- fix.session_state.
create or replace function fix.number_requests(
    led fix.session_state, order_request_ids bigint[], sending_time timestamptz,
    allowance numeric)
returns table (sequence bigint, msg_type text, sent_at timestamptz, body text, order_id bigint,
    cl_ord_id text, request_id text)
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    return query
        with numbered as (
            select r as request,
                led.next_outbound - 1
                    + row_number() over (order by r.order_request_id) as sequence
            from core.order_requests r
            where r.order_request_id = any (order_request_ids) and r.state = 'queued'
        ),
        kept as (
            insert into fix.outbound as m (
                session_name, incarnation, sequence, msg_type, sent_at, queued_at,
                order_request_id, body)
            select led.session_name, led.incarnation, n.sequence,
                case (n.request).kind
                    when 'new' then 'D' when 'cancel' then 'F' when 'replace' then 'G'
                    when 'status' then 'H' when 'mass_status' then 'AF'
                    when 'mass_cancel' then 'q' end,
                sending_time, (n.request).queued_at, (n.request).order_request_id,
                fix.request_body(n.request, o::core.orders, b::book.orders, i::book.instruments,
                    u.broker_id)
            from numbered n
            -- `limit 1`: look-ups, never a scan of the book for a few requests.
            left join lateral (
                select x.* from core.orders x
                where x.order_id = (n.request).order_id limit 1) o on true
            left join lateral (
                select x.* from book.orders x
                where x.order_id = (n.request).book_order_id limit 1) b on true
            left join lateral (
                select x.* from book.instruments x
                where x.instrument_id = coalesce(o.instrument_id, b.instrument_id)
                limit 1) i on true
            left join lateral (
                select x.broker_id from book.users x
                where x.user_id = coalesce(o.user_id, b.user_id) limit 1) u on true
            order by n.sequence
            returning m.sequence, m.msg_type, m.sent_at, m.body, m.order_request_id
        ),
        marked as (
            update core.order_requests r
            set state = 'sent', incarnation = led.incarnation, sequence = k.sequence,
                sent_at = sending_time
            from kept k
            where r.order_request_id = k.order_request_id
            returning r.order_request_id, r.order_id, r.cl_ord_id, r.kind, r.request_id
        ),
        advanced as (
            update fix.session_state s
            set next_outbound = s.next_outbound + k.messages, last_outbound_at = sending_time,
                rate_allowance = allowance - k.messages,
                rate_at = sending_time
            from (select count(*) as messages from kept) k
            where s.session_name = led.session_name
            returning s.next_outbound
        )
        select k.sequence, k.msg_type, k.sent_at, k.body, m.order_id, m.cl_ord_id,
            case when m.kind = 'new' then coalesce(o.request_id, m.request_id)
                else coalesce(m.request_id, o.request_id) end
        from kept k
        join marked m on m.order_request_id = k.order_request_id
        cross join advanced a
        left join lateral (
            select x.request_id from core.orders x
            where x.order_id = m.order_id limit 1) o on true
        order by k.sequence;
end
$$;

revoke all on function fix.number_requests(
    fix.session_state, bigint[], timestamptz, numeric) from public;
comment on function fix.number_requests(
    fix.session_state, bigint[], timestamptz, numeric) is
    'Gives claimed requests their sequence numbers and keeps the messages; answers them in order';

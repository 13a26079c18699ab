-- An order leaves once: claims queued requests first in first out, numbers them, keeps the
-- messages and moves the orders, all in this one transaction; the caller writes to the socket
-- after it has committed. A new order that has waited longer than the session's max_resend_age is
-- not sent: it expires, its reservation is free again and an alert says so.
-- Lock order: queue rows (skip locked), orders, session state.
-- Calls: logic.is_sendable, logic.change_orders, logic.raise, fix.require_lease,
-- fix.withdraw_requests, fix.request_body. Writes: queue.dispatch, core.order_requests,
-- fix.outbound, fix.session_state.
create or replace function fix.dispatch(
    session_name text, epoch bigint, max_messages integer default 100)
returns table (sequence bigint, msg_type text, sent_at timestamptz, body text)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    v_state fix.session_state;
    v_claimed bigint[];
    v_sent_at timestamptz := date_trunc('milliseconds', clock_timestamp());
begin
    with claimed as (
        delete from queue.dispatch d
        where d.session_name = dispatch.session_name and d.order_request_id = any (array(
            select q.order_request_id from queue.dispatch q
            where q.session_name = dispatch.session_name
            order by q.order_request_id
            limit dispatch.max_messages
            for update skip locked))
        returning d.order_request_id
    )
    select array_agg(c.order_request_id order by c.order_request_id) into v_claimed from claimed c;
    if v_claimed is null then
        return;
    end if;

    -- Oldest order first, as everywhere: the locks that the next steps need.
    perform from core.orders o
    where o.order_id in (select r.order_id from core.order_requests r
        where r.order_request_id = any (v_claimed))
    order by o.order_id
    for no key update;
    perform fix.withdraw_requests(array_agg(k.order_request_id), k.reason)
    from (
        select r.order_request_id, case
            when not coalesce(logic.is_sendable(i, u.broker_id), false)
                then 'the book no longer has what the message needs'
            when r.kind = 'new' and r.queued_at < v_sent_at - s.max_resend_age
                then 'not sent in time'
            when r.kind = 'new' and o.status not in ('queued', 'cancel_pending')
                then 'the order ended before it was sent' end as reason
        from core.order_requests r
        join fix.sessions s on s.name = r.session_name
        join core.orders o on o.order_id = r.order_id
        left join book.instruments i on i.instrument_id = o.instrument_id
        left join book.users u on u.user_id = o.user_id
        where r.order_request_id = any (v_claimed)) k
    where k.reason is not null
    group by k.reason;

    if exists (select from logic.change_orders((
            select array_agg(row(r.order_id, 'sent', null, null, null, null, null, null,
                null, null, null)
                ::core.order_change)
            from core.order_requests r
            where r.order_request_id = any (v_claimed) and r.kind = 'new'
                and r.state = 'queued'))) then
        perform logic.raise('IR901', jsonb_build_object('order_request_ids', v_claimed));
    end if;

    v_state := fix.require_lease(dispatch.session_name, dispatch.epoch);
    return query
        with numbered as (
            select r.order_request_id,
                v_state.next_outbound - 1
                    + row_number() over (order by r.order_request_id) as sequence
            from core.order_requests r
            where r.order_request_id = any (v_claimed) and r.state = 'queued'
        ),
        kept as (
            insert into fix.outbound as m (
                session_name, incarnation, sequence, msg_type, sent_at, queued_at,
                order_request_id, body)
            select dispatch.session_name, v_state.incarnation, n.sequence,
                case r.kind when 'new' then 'D' when 'cancel' then 'F' when 'status' then 'H' end,
                v_sent_at, r.queued_at, r.order_request_id,
                fix.request_body(r, o, i, u.broker_id)
            from numbered n
            join core.order_requests r on r.order_request_id = n.order_request_id
            join core.orders o on o.order_id = r.order_id
            join book.instruments i on i.instrument_id = o.instrument_id
            join book.users u on u.user_id = o.user_id
            order by n.sequence
            returning m.sequence, m.msg_type, m.sent_at, m.body, m.order_request_id
        ),
        marked as (
            update core.order_requests r
            set state = 'sent', incarnation = v_state.incarnation, sequence = k.sequence,
                sent_at = v_sent_at
            from kept k
            where r.order_request_id = k.order_request_id
            returning r.order_request_id
        ),
        advanced as (
            update fix.session_state s
            set next_outbound = s.next_outbound + (select count(*) from kept),
                last_outbound_at = v_sent_at
            where s.session_name = dispatch.session_name
            returning s.next_outbound
        )
        select k.sequence, k.msg_type, k.sent_at, k.body
        from kept k, advanced a
        order by k.sequence;
end
$$;

revoke all on function fix.dispatch(text, bigint, integer) from public;
grant execute on function fix.dispatch(text, bigint, integer) to irra_gateway;
comment on function fix.dispatch(text, bigint, integer) is
    'Claims, numbers and keeps queued order messages of a session; answers them in order';

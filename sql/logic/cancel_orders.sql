-- Takes orders back, as a set: what no session has claimed yet is withdrawn with nothing sent, for
-- the rest a cancel follows behind whatever is on its way, named after the newest message that the
-- exchange may know the order by. Pressing twice is one cancel; one whose answer was lost may be
-- asked for again after a while.
-- An exit that waits for a second person goes as a whole: what was shown to be approved cannot
-- happen without one of its slices.
-- `skip locked` on queue rows: a dispatcher that has one waits for the order's lock, which is held
-- here, and will number it before the cancel.
-- outcome: withdrawn, cancel_requested, on_its_way or, where nothing can be taken back, impossible.
-- Lock order: orders ascending, queue rows. Calls: logic.change_orders, logic.enqueue_requests,
-- logic.next_cl_ord_id, logic.setting_integer, logic.withdraw_unsent. Writes:
-- core.order_requests.
create or replace function logic.cancel_orders(order_ids bigint[], reason text)
returns table (order_id bigint, outcome text)
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    v_withdrawn bigint[];
    v_asked bigint[];
    v_request_ids bigint[];
begin
    order_ids := order_ids || array(
        select s.order_id
        from core.orders o
        join core.orders s using (exit_id)
        where o.order_id = any (order_ids) and o.status = 'pending_approval'
            and s.status = 'pending_approval' and s.order_id <> all (order_ids));
    perform from core.orders o
    where o.order_id = any (order_ids)
    order by o.order_id
    for no key update;
    v_withdrawn := logic.withdraw_unsent(order_ids, cancel_orders.reason);

    v_asked := array(
        select o.order_id
        from core.orders o
        join core.order_transitions t
            on (t.from_status, t.event) = (o.status, 'cancel_requested')
        where o.order_id = any (order_ids)
            and not (o.status = 'cancel_pending' and exists (
                select from core.order_requests r
                where r.order_id = o.order_id and r.kind = 'cancel'
                    and (r.state = 'queued' or r.state = 'sent' and r.sent_at > now()
                        - make_interval(
                            secs => logic.setting_integer('cancel_retry_seconds')))))
        order by o.order_id);
    perform logic.change_orders(array(
        select row(a.order_id, 'cancel_requested', null, null, null, null,
            cancel_orders.reason, null, null, null, null)::core.order_change
        from unnest(v_asked) a (order_id)));
    with asked as (
        insert into core.order_requests (order_id, kind, cl_ord_id, orig_cl_ord_id, session_name)
        select o.order_id, 'cancel', logic.next_cl_ord_id(), coalesce((
                select r.cl_ord_id from core.order_requests r
                where r.order_id = o.order_id and r.kind = 'replace'
                    and r.state in ('queued', 'sent') and o.replacing_quantity is not null
                order by r.order_request_id desc limit 1), o.current_cl_ord_id),
            o.session_name
        from core.orders o
        where o.order_id = any (v_asked)
        order by o.order_id
        returning order_request_id
    )
    select array_agg(a.order_request_id order by a.order_request_id) into v_request_ids
    from asked a;
    if v_request_ids is not null then
        perform logic.enqueue_requests(v_request_ids);
    end if;

    return query
        select o.order_id, case
            when o.order_id = any (v_withdrawn) then 'withdrawn'
            when o.order_id = any (v_asked) then 'cancel_requested'
            when o.status = 'cancel_pending' then 'on_its_way'
            else 'impossible' end
        from core.orders o
        where o.order_id = any (order_ids)
        order by o.order_id;
end
$$;

revoke all on function logic.cancel_orders(bigint[], text) from public;
comment on function logic.cancel_orders(bigint[], text) is
    'Withdraws what is not sent of these orders, asks the exchange to cancel the rest';

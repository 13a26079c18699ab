-- Takes an order back. One that no session has claimed yet is withdrawn with nothing sent;
-- otherwise a cancel follows it on the same session, behind it. `skip locked` on the queue row: a
-- dispatcher that has it waits for the order's lock, which we hold, and will number the order
-- before the cancel.
-- Calls: logic.next_cl_ord_id, logic.raise, logic.change_orders, logic.enqueue_requests. Writes:
-- core.instructions, core.order_requests, queue.dispatch.
create or replace function logic.request_cancel(call core.calls, order_id bigint)
returns void
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
declare
    v_order core.orders;
    v_withdrawn bigint;
    v_request_id bigint;
begin
    select * into v_order from core.orders o
    where o.order_id = request_cancel.order_id and o.user_id = call.user_id
    for no key update;
    if v_order.order_id is null then
        perform logic.raise('IR104', jsonb_build_object('order_id', request_cancel.order_id));
    end if;
    if v_order.status = 'cancel_pending' then
        return;
    end if;
    if not exists (select from core.order_transitions t
                   where t.from_status = v_order.status and t.event = 'cancel_requested') then
        perform logic.raise('IR202', jsonb_build_object(
            'order_id', v_order.order_id, 'status', v_order.status, 'event', 'cancel_requested'));
    end if;
    insert into core.instructions (call_id, person_id, kind, details)
    values (call.call_id, call.person_id, 'cancel', jsonb_build_object(
        'order_id', v_order.order_id, 'cl_ord_id', v_order.cl_ord_id));

    delete from queue.dispatch d
    where (d.session_name, d.order_request_id) in (
        select q.session_name, q.order_request_id
        from core.order_requests r
        join queue.dispatch q
            on (q.session_name, q.order_request_id) = (r.session_name, r.order_request_id)
        where r.order_id = v_order.order_id and r.kind = 'new'
        for update of q skip locked)
    returning d.order_request_id into v_withdrawn;
    if v_withdrawn is not null then
        update core.order_requests r set state = 'withdrawn', answered_at = now()
        where r.order_request_id = v_withdrawn;
        perform logic.change_orders(array[
            row(v_order.order_id, 'withdrawn', null, 0, null, null, null, null)
                ::core.order_change]);
        return;
    end if;

    perform logic.change_orders(array[
        row(v_order.order_id, 'cancel_requested', null, null, null, null, null, null)
            ::core.order_change]);
    insert into core.order_requests (order_id, kind, cl_ord_id, orig_cl_ord_id, session_name)
    values (v_order.order_id, 'cancel', logic.next_cl_ord_id(), v_order.cl_ord_id,
        v_order.session_name)
    returning order_request_id into v_request_id;
    perform logic.enqueue_requests(array[v_request_id]);
end
$$;

revoke all on function logic.request_cancel(core.calls, bigint) from public;
comment on function logic.request_cancel(core.calls, bigint) is
    'Withdraws an order that is not sent, else asks the exchange to cancel it; IR104, IR202';

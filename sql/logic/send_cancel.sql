-- Takes an order back that the caller holds locked. One that no session has claimed yet is
-- withdrawn with nothing sent; otherwise a cancel follows it on the same session, behind it.
-- `skip locked` on the queue row: a dispatcher that has it waits for the order's lock, which the
-- caller holds, and will number the order before the cancel.
-- Calls: logic.change_orders, logic.enqueue_requests, logic.next_cl_ord_id. Writes:
-- core.order_requests, queue.dispatch.
create or replace function logic.send_cancel(pulled core.orders)
returns void
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
declare
    v_withdrawn bigint;
    v_request_id bigint;
begin
    delete from queue.dispatch d
    where (d.session_name, d.order_request_id) in (
        select q.session_name, q.order_request_id
        from core.order_requests r
        join queue.dispatch q
            on (q.session_name, q.order_request_id) = (r.session_name, r.order_request_id)
        where r.order_id = pulled.order_id and r.kind = 'new'
        for update of q skip locked)
    returning d.order_request_id into v_withdrawn;
    if v_withdrawn is not null then
        update core.order_requests r set state = 'withdrawn', answered_at = now()
        where r.order_request_id = v_withdrawn;
        perform logic.change_orders(array[
            row(pulled.order_id, 'withdrawn', null, 0, null, null, null, null,
                null, null, null)
                ::core.order_change]);
        return;
    end if;

    perform logic.change_orders(array[
        row(pulled.order_id, 'cancel_requested', null, null, null, null, null, null,
            null, null, null)
            ::core.order_change]);
    insert into core.order_requests (order_id, kind, cl_ord_id, orig_cl_ord_id, session_name)
    values (pulled.order_id, 'cancel', logic.next_cl_ord_id(), pulled.cl_ord_id,
        pulled.session_name)
    returning order_request_id into v_request_id;
    perform logic.enqueue_requests(array[v_request_id]);
end
$$;

revoke all on function logic.send_cancel(core.orders) from public;
comment on function logic.send_cancel(core.orders) is
    'Withdraws a locked order that is not sent, else asks the exchange to cancel it';

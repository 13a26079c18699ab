-- All that a session has at the exchange is taken back by one message. Each order waits for the
-- exchange's word as after a cancel of its own.
-- Lock order: orders ascending. Calls: logic.change_orders, logic.enqueue_requests,
-- logic.next_cl_ord_id. Writes: core.order_requests.
create or replace function logic.mass_cancel(session_name text, order_ids bigint[])
returns void
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
declare
    v_request_id bigint;
begin
    perform logic.change_orders(array(
        select row(k.order_id, 'cancel_requested', null, null, null, null, null, null,
            null, null, null)::core.order_change
        from unnest(mass_cancel.order_ids) k (order_id)));
    insert into core.order_requests (kind, cl_ord_id, session_name)
    values ('mass_cancel', logic.next_cl_ord_id(), mass_cancel.session_name)
    returning order_request_id into v_request_id;
    perform logic.enqueue_requests(array[v_request_id]);
end
$$;

revoke all on function logic.mass_cancel(text, bigint[]) from public;
comment on function logic.mass_cancel(text, bigint[]) is
    'Asks the exchange to cancel everything of a session, which is these orders';

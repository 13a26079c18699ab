-- A client takes back an order that the primary had placed: the instruction of a call. Safe to
-- repeat; only a cancel that goes out is an instruction carried out.
-- Calls: logic.cancel_primary_orders, logic.raise. Writes: core.instructions.
create or replace function logic.request_primary_cancel(call core.calls, order_id bigint)
returns jsonb
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
declare
    v_order book.orders;
    v_problem jsonb;
    v_before timestamptz;
    v_told core.primary_orders;
begin
    select * into v_order from book.orders b where b.order_id = request_primary_cancel.order_id;
    select w.cancel_requested_at into v_before
    from core.primary_orders w where w.book_order_id = v_order.order_id;
    select p.problem into v_problem
    from logic.cancel_primary_orders(array[v_order.order_id], null) p;
    if v_problem is not null then
        perform logic.raise(v_problem ->> 'code', v_problem -> 'detail');
    end if;
    select * into v_told from core.primary_orders w where w.book_order_id = v_order.order_id;
    if v_told.cancel_requested_at is distinct from v_before then
        insert into core.instructions (call_id, person_id, kind, details)
        values (call.call_id, call.person_id, 'cancel', jsonb_build_object(
            'order_id', v_order.order_id, 'source', 'primary',
            'exchange_order_id', v_order.exchange_order_id));
    end if;
    return jsonb_build_object('order_id', v_order.order_id, 'source', 'primary',
        'cl_ord_id', v_order.cl_ord_id, 'exchange_order_id', v_order.exchange_order_id,
        'status', v_told.status, 'quantity', v_order.quantity,
        'filled_quantity', greatest(v_order.filled_quantity, v_told.cumulative_quantity));
end
$$;

revoke all on function logic.request_primary_cancel(core.calls, bigint) from public;
comment on function logic.request_primary_cancel(core.calls, bigint) is
    'Asks the exchange to cancel an order of the primary; answers it; IR201, IR202, IR203';

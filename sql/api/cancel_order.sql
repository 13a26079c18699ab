-- DELETE /orders/{id}. Our own order or one that the primary had placed; where both sides have the
-- number, `source` says which. Safe to repeat: an order whose cancel is on its way answers the
-- same.
-- Calls: audit.append, auth.require, logic.open_call_for_order,
-- logic.open_call_for_primary_order, logic.orders_before, logic.raise, logic.request_cancel,
-- logic.request_primary_cancel, logic.require_call_otp.
create or replace function api.cancel_order(order_id bigint, source text default null)
returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_person_id bigint := auth.require('ops_agent', 'ops_supervisor');
    v_call core.calls;
    v_is_desk boolean := exists (
        select from core.orders o where o.order_id = cancel_order.order_id);
    v_is_primary boolean := exists (
        select from book.orders b where b.order_id = cancel_order.order_id);
    v_before jsonb;
    v_response jsonb;
begin
    if cancel_order.source not in ('desk', 'primary')
        or cancel_order.source is null and v_is_desk and v_is_primary then
        perform logic.raise('IR101', jsonb_build_object('field', 'source', 'expected',
            'desk or primary: which of the orders with this number is meant'));
    end if;
    if coalesce(cancel_order.source, case when v_is_primary then 'primary' end) = 'primary' then
        v_call := logic.open_call_for_primary_order(cancel_order.order_id, v_person_id);
        perform logic.require_call_otp(v_call.call_id, 'cancel');
        v_before := logic.orders_before('{}', array[cancel_order.order_id]);
        v_response := logic.request_primary_cancel(v_call, cancel_order.order_id);
    else
        v_call := logic.open_call_for_order(cancel_order.order_id, v_person_id);
        perform logic.require_call_otp(v_call.call_id, 'cancel');
        v_before := logic.orders_before(array[cancel_order.order_id]);
        perform logic.request_cancel(v_call, cancel_order.order_id);
        select jsonb_build_object('order_id', o.order_id, 'source', 'desk',
            'cl_ord_id', o.cl_ord_id, 'status', o.status, 'quantity', o.quantity,
            'filled_quantity', o.cumulative_quantity)
        into v_response
        from core.orders o where o.order_id = cancel_order.order_id;
    end if;
    perform audit.append('cancel_order', 'order:' || cancel_order.order_id, v_call.user_id,
        v_before -> 0, v_response);
    return v_response;
end
$$;

revoke all on function api.cancel_order(bigint, text) from public;
grant execute on function api.cancel_order(bigint, text) to ops_agent, ops_supervisor;
comment on function api.cancel_order(bigint, text) is
    'Takes an order of the client of an open call back; answers the order as it stands';

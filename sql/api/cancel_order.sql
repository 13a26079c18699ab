-- DELETE /orders/{id}. Safe to repeat: an order whose cancel is on its way answers the same.
-- Calls: auth.require, logic.open_call_for_order, logic.request_cancel, audit.append.
create or replace function api.cancel_order(order_id bigint)
returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_person_id bigint := auth.require('ops_agent', 'ops_supervisor');
    v_call core.calls;
    v_response jsonb;
begin
    v_call := logic.open_call_for_order(cancel_order.order_id, v_person_id);
    perform logic.request_cancel(v_call, cancel_order.order_id);
    select jsonb_build_object('order_id', o.order_id, 'cl_ord_id', o.cl_ord_id,
        'status', o.status, 'quantity', o.quantity, 'filled_quantity', o.cumulative_quantity)
    into v_response
    from core.orders o where o.order_id = cancel_order.order_id;
    perform audit.append(
        'cancel_order', 'order:' || cancel_order.order_id, v_call.user_id, null, v_response);
    return v_response;
end
$$;

revoke all on function api.cancel_order(bigint) from public;
grant execute on function api.cancel_order(bigint) to ops_agent, ops_supervisor;
comment on function api.cancel_order(bigint) is
    'Takes an order of the client of an open call back; answers the order as it stands';

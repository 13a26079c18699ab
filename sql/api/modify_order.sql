-- PATCH /orders/{id}: another price or quantity for an order that rests at the exchange. Safe to
-- repeat: what is already on its way is answered, and not asked for again.
-- Calls: audit.append, auth.require, logic.modify_order, logic.open_call_for_order,
-- logic.orders_before, logic.raise, logic.require_call_otp.
create or replace function api.modify_order(
    order_id bigint, quantity bigint default null, limit_price numeric default null)
returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_person_id bigint := auth.require('ops_agent', 'ops_supervisor');
    v_call core.calls;
    v_before jsonb;
    v_warnings jsonb;
    v_response jsonb;
begin
    if quantity is null and limit_price is null then
        perform logic.raise('IR103', jsonb_build_object('field', 'quantity or limit_price'));
    end if;
    v_call := logic.open_call_for_order(modify_order.order_id, v_person_id);
    perform logic.require_call_otp(v_call.call_id, 'modify');
    v_before := logic.orders_before(array[modify_order.order_id]);
    v_warnings := logic.modify_order(
        v_call, modify_order.order_id, modify_order.quantity, modify_order.limit_price);
    select jsonb_strip_nulls(jsonb_build_object('order_id', o.order_id,
        'cl_ord_id', o.cl_ord_id, 'status', o.status, 'quantity', o.quantity,
        'limit_price', o.limit_price, 'warnings', v_warnings,
        'replacing', case when o.replacing_quantity is not null then (
            select jsonb_build_object('quantity', r.quantity, 'limit_price', r.limit_price)
            from core.order_requests r
            where r.order_id = o.order_id and r.kind = 'replace'
            order by r.order_request_id desc limit 1) end))
    into v_response
    from core.orders o where o.order_id = modify_order.order_id;
    perform audit.append('modify_order', 'order:' || modify_order.order_id, v_call.user_id,
        v_before -> 0, v_response);
    return v_response;
end
$$;

revoke all on function api.modify_order(bigint, bigint, numeric) from public;
grant execute on function api.modify_order(bigint, bigint, numeric) to ops_agent, ops_supervisor;
comment on function api.modify_order(bigint, bigint, numeric) is
    'PATCH /orders/{id}: asks the exchange to change an order; answers it with what is on its way';

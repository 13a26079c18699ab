-- A client takes an order back: the instruction of a call. Safe to repeat.
-- Calls: logic.cancel_orders, logic.raise. Writes: core.instructions.
create or replace function logic.request_cancel(call core.calls, order_id bigint)
returns void
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
declare
    v_order core.orders;
    v_outcome text;
begin
    select * into v_order from core.orders o
    where o.order_id = request_cancel.order_id and o.user_id = call.user_id
    for no key update;
    if v_order.order_id is null then
        perform logic.raise('IR104', jsonb_build_object('order_id', request_cancel.order_id));
    end if;
    select c.outcome into v_outcome
    from logic.cancel_orders(array[v_order.order_id], null) c;
    if v_outcome = 'impossible' then
        perform logic.raise('IR202', jsonb_build_object(
            'order_id', v_order.order_id, 'status', v_order.status, 'event', 'cancel_requested'));
    end if;
    if v_outcome = 'on_its_way' then
        return;
    end if;
    insert into core.instructions (call_id, person_id, kind, details)
    values (call.call_id, call.person_id, 'cancel', jsonb_build_object(
        'order_id', v_order.order_id, 'cl_ord_id', v_order.cl_ord_id));
end
$$;

revoke all on function logic.request_cancel(core.calls, bigint) from public;
comment on function logic.request_cancel(core.calls, bigint) is
    'Withdraws an order that is not sent, else asks the exchange to cancel it; IR104, IR202';

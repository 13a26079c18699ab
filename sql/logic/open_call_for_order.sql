-- One answer for an order that does not exist and for one of a client who is not on the line.
-- Calls: logic.raise, logic.require_in_scope. Writes: none.
create or replace function logic.open_call_for_order(order_id bigint, person_id bigint)
returns core.calls
language plpgsql stable security invoker set search_path = pg_catalog, pg_temp
as $$
declare
    v_call core.calls;
begin
    select c.* into v_call
    from core.orders o
    join core.calls c on c.user_id = o.user_id
    where o.order_id = open_call_for_order.order_id
        and c.person_id = open_call_for_order.person_id
        and c.closed_at is null and c.expires_at > now();
    if v_call.call_id is null then
        perform logic.raise('IR104', jsonb_build_object('order_id', open_call_for_order.order_id));
    end if;
    perform logic.require_in_scope(open_call_for_order.person_id, o.user_id, o.instrument_id)
    from core.orders o where o.order_id = open_call_for_order.order_id;
    return v_call;
end
$$;

revoke all on function logic.open_call_for_order(bigint, bigint) from public;
comment on function logic.open_call_for_order(bigint, bigint) is
    'The person''s open call with the client of an order; IR104 when there is none';

-- Asks the exchange to change orders that the caller holds locked: one replacement each, with the
-- whole new quantity and price, named after what the exchange knows the order by. A reduction of
-- what could close too much leaves in a pause, too: it only takes back.
-- cause: quantity or price (a person's), chase (a protected order priced again), excess.
-- Calls: logic.change_orders, logic.enqueue_requests, logic.next_cl_ord_id, logic.raise. Writes:
-- core.order_requests, queue.dispatch.can_wait, queue.dispatch.is_urgent.
create or replace function logic.replace_orders(
    order_ids bigint[], quantities bigint[], limit_prices numeric[], cause text)
returns void
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
declare
    v_request_ids bigint[];
    v_refused core.order_change;
begin
    if coalesce(cardinality(order_ids), 0) = 0 then
        return;
    end if;
    select r.* into v_refused from logic.change_orders(array(
        select row(a.order_id, 'replace_requested', null, null, null, null, null,
            jsonb_strip_nulls(jsonb_build_object('cause', replace_orders.cause,
                'quantity', a.quantity, 'limit_price', trim_scale(a.limit_price))),
            a.quantity, null, null)::core.order_change
        from unnest(order_ids, quantities, limit_prices) a (order_id, quantity, limit_price))) r
    limit 1;
    if v_refused.order_id is not null then
        perform logic.raise('IR901', jsonb_build_object(
            'order_id', v_refused.order_id, 'event', v_refused.event));
    end if;
    with asked as (
        insert into core.order_requests (
            order_id, kind, cl_ord_id, orig_cl_ord_id, session_name, quantity, limit_price)
        select o.order_id, 'replace', logic.next_cl_ord_id(), o.current_cl_ord_id,
            o.session_name, a.quantity, a.limit_price
        from unnest(order_ids, quantities, limit_prices) a (order_id, quantity, limit_price)
        join core.orders o on o.order_id = a.order_id
        order by o.order_id
        returning order_request_id
    )
    select array_agg(a.order_request_id order by a.order_request_id) into v_request_ids
    from asked a;
    perform logic.enqueue_requests(v_request_ids);
    if cause = 'excess' then
        update queue.dispatch d set can_wait = false, is_urgent = true
        from core.order_requests r
        where r.order_request_id = any (v_request_ids)
            and (d.session_name, d.order_request_id) = (r.session_name, r.order_request_id);
    end if;
end
$$;

revoke all on function logic.replace_orders(bigint[], bigint[], numeric[], text) from public;
comment on function logic.replace_orders(bigint[], bigint[], numeric[], text) is
    'Asks the exchange to replace locked orders with these quantities and prices';

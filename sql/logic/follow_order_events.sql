-- What follows from events of orders, in their transaction: a person hears of a closed matter
-- that was opened again; exits that wait for an order's end, or for the answer to its cancel, are
-- due; a cancel that still waits behind a replacement which was refused names
-- the order as the exchange knows it; an order that was to be reduced because it could close too
-- much, and was not, is taken back whole.
-- Calls: logic.cancel_orders, logic.raise_alert, logic.replace_cause, logic.wake_exits.
-- Writes: core.order_requests.orig_cl_ord_id.
create or replace function logic.follow_order_events(order_event_ids bigint[])
returns void
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
declare
    v_event core.order_events;
    v_refused bigint[];
    v_ended bigint[];
begin
    for v_event in
        select e.* from core.order_events e
        where e.order_event_id = any (order_event_ids) and e.details ->> 'reopened' = 'true'
        order by e.order_event_id
    loop
        perform logic.raise_alert('order_reopened', 'critical', v_event.order_id::text,
            jsonb_build_object('order_id', v_event.order_id, 'event', v_event.event,
                'from_status', v_event.from_status, 'to_status', v_event.to_status));
    end loop;

    v_ended := array(
        select distinct o.position_id
        from core.order_events e
        join core.orders o on o.order_id = e.order_id
        where e.order_event_id = any (order_event_ids) and e.from_status <> e.to_status
            and (e.from_status = 'cancel_pending' or o.leaves_quantity = 0));
    if v_ended <> '{}' then
        perform logic.wake_exits(v_ended);
    end if;

    v_refused := array(
        select e.order_id from core.order_events e
        where e.order_event_id = any (order_event_ids) and e.event = 'replace_rejected');
    if v_refused = '{}' then
        return;
    end if;
    update core.order_requests r set orig_cl_ord_id = o.current_cl_ord_id
    from core.orders o
    where o.order_id = any (v_refused) and r.order_id = o.order_id
        and r.kind = 'cancel' and r.state = 'queued'
        and r.orig_cl_ord_id <> o.current_cl_ord_id;
    perform logic.cancel_orders(array(
        select o.order_id from core.orders o
        where o.order_id = any (v_refused) and o.leaves_quantity > 0
            and o.status in ('acknowledged', 'partially_filled')
            and logic.replace_cause(o.order_id) = 'excess'), null);
end
$$;

revoke all on function logic.follow_order_events(bigint[]) from public;
comment on function logic.follow_order_events(bigint[]) is
    'Alerts and corrections that events of orders bring with them';

-- New orders that leave now: what logic.change_orders does for the event sent, in one statement,
-- because every order passes here on its way to the exchange. Quantities and prices stay. What was
-- taken back meanwhile is sent all the same, its cancel behind it, and keeps its status.
-- The caller holds the orders. Calls: logic.raise, notify.enqueue_order_messages.
-- Writes: core.orders, core.order_events.
create or replace function logic.send_orders(order_request_ids bigint[])
returns void
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
declare
    v_refused bigint[];
    v_told bigint[];
begin
    with leaving as (
        select r.order_id from core.order_requests r
        where r.order_request_id = any (order_request_ids)
            and r.kind = 'new' and r.state = 'queued' and r.order_id is not null
    ),
    sent as (
        update core.orders o
        set status = t.to_status, sent_at = now(), updated_at = now()
        from leaving l, core.order_transitions t
        where o.order_id = l.order_id
            and t.event = 'sent' and t.from_status = o.status and t.to_status <> o.status
        returning o.order_id, t.from_status, t.to_status, o.cumulative_quantity, o.leaves_quantity
    ),
    noted as (
        insert into core.order_events (
            order_id, event, from_status, to_status, cumulative_quantity, leaves_quantity)
        select s.order_id, 'sent', s.from_status, s.to_status, s.cumulative_quantity,
            s.leaves_quantity
        from sent s
        order by s.order_id
        returning order_event_id, to_status
    )
    select
        (select array_agg(o.order_id)
            from leaving l
            cross join lateral (
                select x.order_id, x.status from core.orders x
                where x.order_id = l.order_id limit 1) o
            where not exists (
                select from core.order_transitions t
                where t.from_status = o.status and t.event = 'sent')),
        (select array_agg(n.order_event_id)
            from noted n
            where exists (
                select from notify.kinds k
                where k.kind = 'order_' || n.to_status and k.channels <> '{}'))
    into v_refused, v_told;
    if v_refused is not null then
        perform logic.raise('IR901', jsonb_build_object('orders_not_to_be_sent', v_refused));
    end if;
    if v_told is not null then
        perform notify.enqueue_order_messages(v_told);
    end if;
end
$$;

revoke all on function logic.send_orders(bigint[]) from public;
comment on function logic.send_orders(bigint[]) is
    'Moves the orders of requests that leave now; IR901 when one may not be sent';

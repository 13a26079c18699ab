-- Queues what clients are told of these order events, in the transaction that writes the events and
-- in no other: their primary key is what keeps an event from being told twice. One narrow row an
-- event: only what changes about the order is kept here, words and addresses come when the message
-- is made.
-- In a drill clients are told nothing.
-- A changed order is told of when a person asked for the change, not when the desk priced it again.
-- Calls: logic.replace_cause, notify.without_secrets. Writes: notify.outbox.
create or replace function notify.enqueue_order_messages(order_event_ids bigint[])
returns void
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
declare
    -- Figures as people in India read them: 12,34,567 and 12,34,567.50. Patterns, because
    -- logic.india_number for each of many events takes longer than all the rest.
    c_units constant text := 'FM9,99,99,99,99,99,99,99,990';
    c_price constant text := 'FM9,99,99,99,99,99,990.0099';
begin
    insert into notify.outbox (lane, kind, priority, due_at, user_id, order_id, facts)
    select 'orders:u' || o.user_id, k.kind, s.priority,
        now() + make_interval(secs => k.hold_seconds), o.user_id, o.order_id,
        jsonb_build_object('quantity', to_char(o.quantity, c_units),
            'filled_quantity', to_char(e.cumulative_quantity, c_units),
            'limit_price', coalesce(to_char(o.limit_price, c_price), 'market'),
            'average_price', to_char(o.average_price, c_price),
            'reason', coalesce(notify.without_secrets(o.reason), 'no reason given'))
    from core.order_events e
    join core.orders o on o.order_id = e.order_id
    join notify.kinds k on k.kind = case
        when e.event = 'replaced' and e.to_status in ('acknowledged', 'partially_filled')
            and logic.replace_cause(o.order_id) in ('quantity', 'price') then 'order_replaced'
        else 'order_' || e.to_status end
    join notify.streams s on s.stream = k.stream
    where e.order_event_id = any (order_event_ids)
        and (e.from_status is distinct from e.to_status or e.event = 'partially_filled')
        -- Back in the book after an answer of no consequence is no news.
        and not (e.to_status in ('acknowledged', 'partially_filled')
            and k.kind <> 'order_replaced' and e.event <> e.to_status)
        -- Of a trade taken back or corrected the client is told in words of its own.
        and e.event not like 'amended%'
        and k.channels <> '{}'
        and (select m.mode from core.site m) <> 'drill'
    order by e.order_event_id;
end
$$;

revoke all on function notify.enqueue_order_messages(bigint[]) from public;
comment on function notify.enqueue_order_messages(bigint[]) is
    'Queues the clients'' messages about these order events';

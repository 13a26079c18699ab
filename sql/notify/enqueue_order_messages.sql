-- Writes the client's message for each order event that has a template, in the transaction of the
-- event: no event without its message, no message without its event. One message an event, ever.
-- A changed order is told of when a person asked for the change, not when the desk priced it again.
-- Calls: logic.replace_cause, notify.render. Writes: notify.outbox.
create or replace function notify.enqueue_order_messages(order_event_ids bigint[])
returns void
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
begin
    -- Worded once, whatever the number of channels.
    with told as materialized (
        select e.order_event_id, t.template_name, o.user_id, o.order_id,
            coalesce(k.email, u.email) as email, coalesce(k.phone, u.phone) as phone,
            notify.render(t.subject, f.facts) as subject, notify.render(t.body, f.facts) as body
        from core.order_events e
        join core.orders o on o.order_id = e.order_id
        join notify.templates t on t.template_name = case
            when e.event = 'replaced' and e.to_status in ('acknowledged', 'partially_filled')
                and logic.replace_cause(o.order_id) in ('quantity', 'price') then 'order_replaced'
            else 'order_' || e.to_status end
        join book.users u on u.user_id = o.user_id
        left join core.client_contacts k on k.user_id = o.user_id
        join book.instruments i on i.instrument_id = o.instrument_id
        cross join lateral (select jsonb_build_object(
            'order_id', o.order_id, 'name', u.name, 'side', o.side, 'quantity', o.quantity,
            'filled_quantity', e.cumulative_quantity, 'symbol', i.symbol, 'exchange', i.exchange,
            'product', o.product,
            'limit_price', coalesce(trim_scale(o.limit_price)::text, 'market'),
            'average_price', trim_scale(o.average_price),
            'reason', coalesce(o.reason, 'no reason given')) as facts) f
        where e.order_event_id = any (order_event_ids)
            and e.from_status is distinct from e.to_status
            -- Of a trade taken back or corrected the client is told in words of its own.
            and e.event not like 'amended%'
    )
    insert into notify.outbox (
        dedupe_key, template_name, channel, user_id, recipient, subject, body, order_id)
    select 'order_event:' || w.order_event_id || ':' || a.channel, w.template_name, a.channel,
        w.user_id, a.recipient, w.subject, w.body, w.order_id
    from told w
    cross join lateral (values ('email', w.email), ('sms', w.phone)) a (channel, recipient)
    where a.recipient <> ''
    order by w.order_event_id, a.channel
    on conflict (dedupe_key) do nothing;
end
$$;

revoke all on function notify.enqueue_order_messages(bigint[]) from public;
comment on function notify.enqueue_order_messages(bigint[]) is
    'Queues the clients'' messages about these order events';

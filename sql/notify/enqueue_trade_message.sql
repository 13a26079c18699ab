-- Tells the client of a trade that was taken back or corrected: once for each outcome, whichever
-- session told it first. Trades of nobody's order of the desk are the primary's to tell.
-- Calls: notify.render. Writes: notify.outbox.
create or replace function notify.enqueue_trade_message(
    order_id bigint, trade_number text, kind text, quantity bigint, price numeric)
returns void
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    insert into notify.outbox (
        dedupe_key, template_name, channel, user_id, recipient, subject, body, order_id)
    select format('trade_%s:%s:%s:%s:%s', enqueue_trade_message.kind, o.order_id,
            enqueue_trade_message.trade_number, case enqueue_trade_message.kind when 'bust' then ''
                else enqueue_trade_message.quantity || '@'
                    || trim_scale(enqueue_trade_message.price) end, a.channel),
        t.template_name, a.channel, o.user_id, a.recipient, notify.render(t.subject, f.facts),
        notify.render(t.body, f.facts), o.order_id
    from core.orders o
    join notify.templates t on t.template_name
        = case enqueue_trade_message.kind when 'bust' then 'trade_busted' else 'trade_corrected' end
    join book.users u on u.user_id = o.user_id
    left join core.client_contacts k on k.user_id = o.user_id
    join book.instruments i on i.instrument_id = o.instrument_id
    cross join lateral (values ('email', coalesce(k.email, u.email)),
        ('sms', coalesce(k.phone, u.phone))) a (channel, recipient)
    cross join lateral (select jsonb_build_object(
        'order_id', o.order_id, 'name', u.name, 'side', o.side, 'quantity', o.quantity,
        'symbol', i.symbol, 'exchange', i.exchange, 'product', o.product,
        'trade_number', enqueue_trade_message.trade_number,
        'trade_quantity', enqueue_trade_message.quantity,
        'trade_price', trim_scale(enqueue_trade_message.price)) as facts) f
    where o.order_id = enqueue_trade_message.order_id and a.recipient <> ''
    on conflict (dedupe_key) do nothing;
end
$$;

revoke all on function notify.enqueue_trade_message(bigint, text, text, bigint, numeric)
    from public;
comment on function notify.enqueue_trade_message(bigint, text, text, bigint, numeric) is
    'Queues the client''s message about a trade of the desk that was taken back or corrected';

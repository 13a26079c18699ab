-- Tells the client of a trade that was taken back or corrected: once for each outcome, whichever
-- session told it first. Trades of nobody's order of the desk are the primary's to tell.
-- Calls: logic.india_number, notify.enqueue. Writes: none itself.
create or replace function notify.enqueue_trade_message(
    order_id bigint, trade_number text, kind text, quantity bigint, price numeric)
returns void
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
begin
    perform notify.enqueue(
        case enqueue_trade_message.kind when 'bust' then 'trade_busted' else 'trade_corrected' end,
        format('trade_%s:%s:%s:%s', enqueue_trade_message.kind, o.order_id,
            enqueue_trade_message.trade_number, case enqueue_trade_message.kind when 'bust' then ''
                else enqueue_trade_message.quantity || '@'
                    || trim_scale(enqueue_trade_message.price) end),
        jsonb_build_object('quantity', logic.india_number(o.quantity),
            'trade_number', enqueue_trade_message.trade_number,
            'trade_quantity', logic.india_number(enqueue_trade_message.quantity),
            'trade_price', logic.india_number(enqueue_trade_message.price, 2)),
        o.user_id, order_id => o.order_id)
    from core.orders o
    where o.order_id = enqueue_trade_message.order_id;
end
$$;

revoke all on function notify.enqueue_trade_message(bigint, text, text, bigint, numeric)
    from public;
comment on function notify.enqueue_trade_message(bigint, text, text, bigint, numeric) is
    'Queues the client''s message about a trade of the desk that was taken back or corrected';

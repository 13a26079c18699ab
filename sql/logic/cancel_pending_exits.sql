-- Takes back what is pending on a locked position before another exit is made: our own live exits
-- and the client's exits at the primary that the exchange knows by number. True while the
-- exchange has not said what became of them all; a cancel that came too late is a word, too. It
-- waits for a limited time only.
-- Calls: logic.cancel_orders, logic.cancel_primary_orders, logic.raise, logic.setting_integer.
-- Writes: none itself.
create or replace function logic.cancel_pending_exits(asked core.exits, closed core.positions)
returns boolean
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
declare
    v_awaited jsonb;
    v_asked_at timestamptz;
begin
    if asked.state is distinct from 'waiting_cancels' then
        perform logic.cancel_orders(array(
            select o.order_id from core.orders o
            where o.position_id = closed.position_id and o.leaves_quantity > 0
            order by o.order_id), 'cancelled for another square-off');
        perform logic.cancel_primary_orders(array(
            select b.order_id from book.orders b
            left join core.primary_orders w on w.book_order_id = b.order_id
            where b.user_id = closed.user_id and b.instrument_id = closed.instrument_id
                and b.product = closed.product and b.trade_date = closed.trade_date
                and b.status in ('open', 'partially_filled')
                and b.side = case when closed.net_quantity > 0 then 'sell' else 'buy' end
                and b.exchange_order_id is not null
                and coalesce(w.is_live, true)
            order by b.order_id), 'cancelled for another square-off');
    end if;
    select jsonb_agg(x.order_id order by x.order_id), min(x.asked_at) into v_awaited, v_asked_at
    from (
        select o.order_id, (
            select max(r.queued_at) from core.order_requests r
            where r.order_id = o.order_id and r.kind = 'cancel') as asked_at
        from core.orders o
        where o.position_id = closed.position_id and o.leaves_quantity > 0
            and o.status = 'cancel_pending'
        union all
        select b.order_id, w.cancel_requested_at from book.orders b
        join core.primary_orders w on w.book_order_id = b.order_id
            and w.is_live and w.status = 'cancel_pending'
        where b.user_id = closed.user_id and b.instrument_id = closed.instrument_id
            and b.product = closed.product and b.trade_date = closed.trade_date
            and b.status in ('open', 'partially_filled')
    ) x;
    if v_awaited is null then
        return false;
    end if;
    if v_asked_at
            + make_interval(secs => logic.setting_integer('cancel_pending_wait_seconds'))
            < clock_timestamp() then
        perform logic.raise('IR503', jsonb_build_object(
            'reason', 'the exchange has not answered the cancels of the pending exits in time',
            'order_ids', v_awaited));
    end if;
    return true;
end
$$;

revoke all on function logic.cancel_pending_exits(core.exits, core.positions) from public;
comment on function logic.cancel_pending_exits(core.exits, core.positions) is
    'Cancels the pending exits of a position; whether the exchange''s word is awaited; IR503';

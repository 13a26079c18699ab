-- Nothing that was practised may run on into a real day: every trade of an order that went to a
-- simulator is taken back the way an exchange takes one back, so positions are as before, and
-- records of what was practised stay.
-- Calls: logic.asked_only_simulators, logic.settle_notices.
-- Writes: core.primary_orders, core.trade_notices.
create or replace function logic.end_drill()
returns void
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
begin
    insert into core.trade_notices (session_name, source, kind, trade_date, exec_id, exchange,
        segment, side, trade_number, leaves_quantity, order_id, trade_id, ends_drill)
    select o.session_name, 'drop_copy', 'bust', t.trade_date, 'drill:' || t.trade_id, t.exchange,
        t.segment, t.side, t.trade_number, 0, o.order_id, t.trade_id, true
    from core.trades t
    join core.orders o on o.order_id = t.order_id
    join fix.sessions s on s.name = o.session_name and s.simulated
    where t.busted_at is null
    on conflict on constraint trade_notices_once do nothing;
    insert into core.trade_notices (session_name, source, kind, trade_date, exec_id, exchange,
        segment, side, trade_number, leaves_quantity, order_id, temp_trade_id, ends_drill)
    select f.session_name, 'response', 'bust', f.trade_date, 'drill:fill:' || f.temp_trade_id,
        f.exchange, f.segment, f.side, f.trade_number, 0, f.order_id, f.temp_trade_id, true
    from core.temp_trades f
    join fix.sessions s on s.name = f.session_name and s.simulated
    where f.state <> 'busted'
    on conflict on constraint trade_notices_once do nothing;
    perform logic.settle_notices();
    -- What a simulator said of the primary's orders counts no more: in a drill the primary is there
    -- and tells of them itself. Of one that a real outage had touched before the exchange is asked.
    delete from core.primary_orders w
    where logic.asked_only_simulators(w.book_order_id);
    update core.primary_orders w
    set status = 'unknown', is_live = true, updated_at = now(),
        reason = 'a drill asked a simulator to cancel it'
    where w.book_order_id in (
        select q.book_order_id
        from core.order_requests q
        join fix.sessions s on s.name = q.session_name and s.simulated
        where q.book_order_id is not null
            and q.queued_at >= (select d.mode_since from core.site d));
end
$$;

revoke all on function logic.end_drill() from public;
comment on function logic.end_drill() is
    'Takes back what simulators told: trades of orders, what became of the primary''s orders';

-- A trade of ours that no position could take: somebody must say whose it is.
-- The next fold holds it against the book once; later ones only when an order has come.
-- Calls: logic.raise_alert. Writes: core.alerts, sync.waiting_trades.
create or replace function logic.alert_unassigned_trades(reports core.trade_report[])
returns void
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
declare
    waiting record;
begin
    for waiting in
        select t.trade_id, t.trade_number, t.account, t.exchange_order_id, t.side, t.quantity
        from core.trades t
        join unnest(reports) r
            on (r.exchange, r.segment, r.trade_date, r.trade_number, r.side)
                = (t.exchange, t.segment, t.trade_date, t.trade_number, t.side)
        where t.position_id is null
    loop
        perform logic.raise_alert(
            'trade_unassigned', 'critical', waiting.trade_number, to_jsonb(waiting));
        insert into sync.waiting_trades (trade_id) values (waiting.trade_id)
        on conflict (trade_id) do nothing;
    end loop;
end
$$;

revoke all on function logic.alert_unassigned_trades(core.trade_report[]) from public;
comment on function logic.alert_unassigned_trades(core.trade_report[]) is
    'Alerts for each of these trades that has no position';

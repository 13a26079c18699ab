-- The desk's clock looks after fills: alerts for those that nobody confirms, busts that found their
-- trade in a moment when neither could see the other, alerts about unknown orders that are settled.
-- Calls: logic.alert_unconfirmed_fills, logic.resolve_unknown_alerts, logic.settle_notices.
-- Writes: none itself.
create or replace function queue.check_fills()
returns table (alerted integer, next_due_at timestamptz)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_look_again constant interval := interval '10 seconds';
    v_waits boolean := exists (
        select from core.trade_notices n where n.settled_at is null);
begin
    if v_waits then
        perform logic.settle_notices();
    end if;
    perform logic.resolve_unknown_alerts();
    return query
        select f.alerted, case when v_waits then least(f.next_due_at, now() + v_look_again)
            else f.next_due_at end
        from logic.alert_unconfirmed_fills() f;
end
$$;

revoke all on function queue.check_fills() from public;
grant execute on function queue.check_fills() to irra_gateway;
comment on function queue.check_fills() is
    'Looks after unconfirmed fills and waiting busts; answers the overdue and when to look next';

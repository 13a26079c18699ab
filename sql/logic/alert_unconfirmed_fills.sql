-- A fill that neither drop copy nor primary has confirmed in time is a question for the exchange:
-- one alert for each session, which is done with when none is overdue. So is a bust whose trade
-- never came. Answers how many are overdue and when the next one will be.
-- Calls: logic.raise_alert, logic.setting_integer. Writes: core.alerts.
create or replace function logic.alert_unconfirmed_fills(at timestamptz default now())
returns table (alerted integer, next_due_at timestamptz)
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    v_age interval := make_interval(
        secs => logic.setting_integer('unconfirmed_alert_seconds')::integer);
    v_late record;
begin
    alerted := 0;
    for v_late in
        select k.kind, k.subject, count(*)::integer as waiting, min(k.at) as oldest_at
        from (
            select 'fills_unconfirmed' as kind, f.session_name as subject, f.received_at as at
            from core.temp_trades f
            where f.state = 'provisional' and f.received_at <= alert_unconfirmed_fills.at - v_age
            union all
            select 'bust_without_trade', n.session_name, n.received_at
            from core.trade_notices n
            where n.trade_id is null and n.temp_trade_id is null
                and n.received_at <= alert_unconfirmed_fills.at - v_age
                -- A person has settled it: there is no such trade.
                and not exists (
                    select from core.alerts a
                    where a.kind = 'bust_without_trade' and a.subject = n.session_name
                        and a.resolved_by is not null and a.resolved_at >= n.received_at)
        ) k
        group by k.kind, k.subject
    loop
        alerted := alerted + v_late.waiting;
        if not exists (
            select from core.alerts a
            where a.kind = v_late.kind and a.subject = v_late.subject and a.resolved_at is null
                and a.details -> 'waiting' = to_jsonb(v_late.waiting)) then
            perform logic.raise_alert(v_late.kind, 'critical', v_late.subject,
                jsonb_build_object('waiting', v_late.waiting, 'oldest_at', v_late.oldest_at));
        end if;
    end loop;
    update core.alerts a set resolved_at = now()
    where a.resolved_at is null and (
        a.kind = 'fills_unconfirmed' and not exists (
            select from core.temp_trades f
            where f.state = 'provisional' and f.session_name = a.subject
                and f.received_at <= alert_unconfirmed_fills.at - v_age)
        or a.kind = 'bust_without_trade' and not exists (
            select from core.trade_notices n
            where n.trade_id is null and n.temp_trade_id is null and n.session_name = a.subject));
    next_due_at := (
        select min(f.received_at) + v_age from core.temp_trades f
        where f.state = 'provisional' and f.received_at > alert_unconfirmed_fills.at - v_age);
    return next;
end
$$;

revoke all on function logic.alert_unconfirmed_fills(timestamptz) from public;
comment on function logic.alert_unconfirmed_fills(timestamptz) is
    'Alerts for fills that nobody confirmed in time; answers how many and when the next is due';

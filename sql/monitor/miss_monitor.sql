-- Who watches the watch: when no monitor is alive any more, whoever else lives says so, by the rule
-- worker_gone. A monitor that is back ends the alert like any other.
-- Calls: logic.raise_alert. Writes: core.alerts.
create or replace function monitor.miss_monitor()
returns void
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
begin
    perform logic.raise_alert(r.rule_name, r.severity, w.worker_name, jsonb_build_object(
        'value', round(extract(epoch from now() - w.last_seen_at), 3), 'unit', 'seconds',
        'comparison', r.comparison, 'threshold', r.threshold, 'since', w.last_seen_at,
        'audience', r.audience, 'runbook', r.runbook,
        'detail', jsonb_build_object('kind', w.kind)))
    from monitor.rules r
    join core.workers w on w.kind = 'monitor'
    where r.rule_name = 'worker_gone' and r.enabled
        and not exists (
            select from core.workers k
            where k.kind = 'monitor'
                and greatest(k.last_seen_at, pg_postmaster_start_time())
                    > now() - make_interval(secs => r.threshold::double precision))
        -- One of several is enough, and one that stands is not told again.
        and w.last_seen_at = (
            select max(k.last_seen_at) from core.workers k where k.kind = 'monitor')
        and not exists (
            select from core.alerts a
            join core.workers k on k.worker_name = a.subject and k.kind = 'monitor'
            where a.kind = r.rule_name and a.resolved_at is null)
        -- Settled by a person it is left alone for as long as the rule says.
        and not exists (
            select from core.alerts a
            where a.kind = r.rule_name and a.subject = w.worker_name
                and a.resolved_by is not null
                and a.resolved_at > now() - make_interval(secs => r.quiet_seconds));
end
$$;

revoke all on function monitor.miss_monitor() from public;
comment on function monitor.miss_monitor() is
    'Raises worker_gone for a monitor when none is alive; called with everybody''s heartbeat';

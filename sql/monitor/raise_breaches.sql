-- An alert for each breach that has lasted, named after its rule. What comes back within the rule's
-- quiet time is the same alert opened again, and nobody is told twice; what a person has settled is
-- left alone for as long.
-- Calls: logic.raise_alert. Writes: core.alerts.
create or replace function monitor.raise_breaches()
returns bigint
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
declare
    v_breach record;
    v_details jsonb;
    v_before core.alerts;
    v_raised bigint := 0;
begin
    -- Few at a time: each is an alert.
    for v_breach in
        select h.subject, h.since, h.value, r.*, m.unit, s.detail, b.mean
        from monitor.breaches h
        join monitor.rules r on r.rule_name = h.rule_name
        join monitor.measures m on m.measure = r.measure
        left join monitor.samples s on (s.measure, s.subject) = (r.measure, h.subject)
        left join monitor.baselines b on (b.measure, b.subject) = (r.measure, h.subject)
        where h.since + make_interval(secs => r.hold_seconds) <= now()
            and not exists (
                select from core.alerts a
                where a.kind = h.rule_name and a.subject = h.subject and a.resolved_at is null)
        order by h.rule_name, h.subject
    loop
        select a.* into v_before from core.alerts a
        where a.kind = v_breach.rule_name and a.subject = v_breach.subject
            and a.resolved_at > now() - make_interval(secs => v_breach.quiet_seconds)
        order by a.alert_id desc limit 1;
        continue when v_before.resolved_by is not null;
        v_details := jsonb_strip_nulls(jsonb_build_object('value', round(v_breach.value, 3),
            'unit', v_breach.unit, 'comparison', v_breach.comparison,
            'threshold', v_breach.threshold, 'since', v_breach.since,
            'audience', v_breach.audience, 'runbook', v_breach.runbook,
            'usual', case when v_breach.comparison = 'unusual' then round(v_breach.mean, 3) end,
            'detail', v_breach.detail));
        if v_before.alert_id is not null then
            update core.alerts a
            set resolved_at = null, occurrences = a.occurrences + 1, last_at = now(),
                details = v_details
            where a.alert_id = v_before.alert_id;
        else
            perform logic.raise_alert(
                v_breach.rule_name, v_breach.severity, v_breach.subject, v_details);
        end if;
        v_raised := v_raised + 1;
    end loop;
    return v_raised;
end
$$;

revoke all on function monitor.raise_breaches() from public;
comment on function monitor.raise_breaches() is
    'Raises an alert for each breach that has lasted long enough; answers how many';

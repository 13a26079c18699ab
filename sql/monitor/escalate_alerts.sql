-- What nobody looks after is told again, graver and by itself: an alert about the alert, over when
-- the other is, or when somebody looks after it.
-- Calls: logic.raise_alert, logic.setting_integer. Writes: core.alerts.
create or replace function monitor.escalate_alerts()
returns bigint
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
declare
    v_seconds integer := logic.setting_integer('alert_escalation_seconds');
    v_late jsonb;
begin
    with late as (
        update core.alerts a set escalated_at = now()
        where a.resolved_at is null and a.acknowledged_at is null and a.escalated_at is null
            and a.kind <> 'alert_escalated'
            and a.raised_at <= now() - make_interval(secs => case
                when exists (select from monitor.rules r where r.rule_name = a.kind)
                    then (select r.escalate_seconds from monitor.rules r
                        where r.rule_name = a.kind)
                when a.severity = 'critical' and v_seconds > 0 then v_seconds end)
        returning a.alert_id, a.kind, a.subject, a.severity, a.raised_at
    )
    select jsonb_agg(to_jsonb(l)) into v_late from late l;
    perform logic.raise_alert('alert_escalated', 'critical', l.alert_id::text,
        jsonb_build_object('kind', l.kind, 'about', l.subject, 'severity', l.severity,
            'raised_at', l.raised_at))
    from jsonb_to_recordset(v_late) l (
        alert_id bigint, kind text, subject text, severity text, raised_at timestamptz);
    update core.alerts e set resolved_at = now()
    where e.kind = 'alert_escalated' and e.resolved_at is null and not exists (
        select from core.alerts a
        where a.alert_id = e.subject::bigint and a.resolved_at is null
            and a.acknowledged_at is null);
    return coalesce(jsonb_array_length(v_late), 0);
end
$$;

revoke all on function monitor.escalate_alerts() from public;
comment on function monitor.escalate_alerts() is
    'Tells alerts again that nobody has acknowledged in time; answers how many';

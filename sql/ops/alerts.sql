-- Open ones first by weight; resolved ones stay for the chronology.
create or replace view ops.alerts as
select a.alert_id, a.severity, a.kind, a.subject, a.occurrences, a.raised_at, a.last_at,
    a.resolved_at, a.resolved_at is null as open, a.details, a.acknowledged_at,
    w.username as acknowledged_by, a.escalated_at, r.runbook
from core.alerts as a
left join auth.ops_team as w on w.person_id = a.acknowledged_by
left join monitor.rules as r on r.rule_name = a.kind
order by a.resolved_at is not null,
    array_position(array['critical', 'warning', 'info'], a.severity), a.last_at desc;

revoke all on ops.alerts from public;
grant select on ops.alerts to dba, irra_monitor;

comment on view ops.alerts is
    'Faults that somebody should know of: one row for each kind and subject, counted';

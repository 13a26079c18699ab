-- What the desk watches: each rule, how it stands, and how its figures are read.
create or replace view ops.rules as
select r.rule_name, r.severity, r.audience, r.measure, r.comparison, r.threshold, m.unit,
    r.hold_seconds, r.quiet_seconds, r.escalate_seconds, r.enabled,
    (select count(*) from monitor.breaches as h where h.rule_name = r.rule_name) as broken_by,
    m.every_seconds, k.read_at, k.took_ms, k.problem, r.description, r.runbook
from monitor.rules as r
join monitor.measures as m on m.measure = r.measure
left join monitor.readings as k on k.measure = r.measure;

revoke all on ops.rules from public;
grant select on ops.rules to dba, irra_monitor;

comment on view ops.rules is
    'One row a rule: threshold, who breaks it now, when its measure was read, what that cost';

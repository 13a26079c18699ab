-- What is measured, how often, when it was read last and what that cost.
create or replace view ops.measures as
select m.measure, m.kind, m.unit, m.every_seconds, m.description, r.read_at, r.took_ms, r.problem,
    (select count(*) from monitor.rules as x where x.measure = m.measure and x.enabled) as rules,
    m.query
from monitor.measures as m
left join monitor.readings as r on r.measure = m.measure;

revoke all on ops.measures from public;
grant select on ops.measures to dba, irra_monitor;

comment on view ops.measures is 'One row a measure: its query, when it was read, milliseconds';

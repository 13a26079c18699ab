-- The last figure of every measure, as GET /metrics shows them.
create or replace view ops.figures as
select s.measure, s.subject, s.value, m.unit, m.kind, m.description, s.detail, s.sampled_at,
    b.mean as usual, round(sqrt(b.variance), 3) as deviation
from monitor.samples as s
join monitor.measures as m on m.measure = s.measure
left join monitor.baselines as b on (b.measure, b.subject) = (s.measure, s.subject);

revoke all on ops.figures from public;
grant select on ops.figures to dba, irra_monitor;

comment on view ops.figures is 'One row a measure and subject: the last figure and what is usual';

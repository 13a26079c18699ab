create or replace view ops.comparisons as
select distinct on (c.table_name) c.table_name, c.outcome, c.rows_here, c.rows_there, c.different,
    c.unsettled, c.keys, c.looks, c.started_at, c.ended_at, now() - c.ended_at as age
from sync.comparisons as c
order by c.table_name, c.comparison_id desc;

revoke all on ops.comparisons from public;
grant select on ops.comparisons to dba, irra_monitor;

comment on view ops.comparisons is
    'What the last comparison of each table with the primary found (irra sync verify)';

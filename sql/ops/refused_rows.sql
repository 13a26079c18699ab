-- Open ones first: their clients are not traded in these instruments until the primary has put the
-- row right.
create or replace view ops.refused_rows as
select r.refused_row_id, r.table_name, r.arrival, r.at, now() - r.at as age, r.user_id,
    r.instrument_id, r.reason, r.row, r.resolved_at, r.resolved_at is null as open
from sync.refused_rows as r
order by r.resolved_at is not null, r.refused_row_id desc;

revoke all on ops.refused_rows from public;
grant select on ops.refused_rows to dba, irra_monitor;

comment on view ops.refused_rows is
    'Rows of the primary that could not be folded, with why: open ones first, newest first';

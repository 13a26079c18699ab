create or replace view ops.dumps as
select d.dump_id, d.state, d.phase, d.steps_done, d.steps, d.requested_at, d.schedule_name,
    p.username as requested_by, d.reason, d.attempt, d.worker_name, d.started_at, d.ended_at,
    d.ended_at - d.started_at as took, d.snapshot_at, d.primary_lsn, d.directory, d.byte_count,
    d.problem, d.frozen_day, d.deleted_at,
    (select sum(t.row_count) from sync.dump_tables as t where t.dump_id = d.dump_id) as row_count
from sync.dumps as d
left join auth.ops_team as p on p.person_id = d.requested_by
order by d.dump_id desc;

revoke all on ops.dumps from public;
grant select on ops.dumps to dba, irra_monitor;

comment on view ops.dumps is
    'Dumps of the primary''s book: state, progress, what became of them; newest first';

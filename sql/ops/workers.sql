-- Who works for the desk. A worker says every second that it lives.
create or replace view ops.workers as
select w.worker_name, w.kind, w.version, w.process_id, w.started_at, w.last_seen_at,
    now() - w.last_seen_at as silence,
    w.last_seen_at > now() - make_interval(secs => (
        select s.value::integer from core.settings as s
        where s.name = 'worker_silence_seconds')) as alive
from core.workers as w;

revoke all on ops.workers from public;
grant select on ops.workers to dba, irra_monitor;

comment on view ops.workers is 'One row a worker: build version, when it was seen last';

-- Calls: none. Writes: core.workers.
create or replace function sync.end_heartbeat(worker_name text, process_id integer)
returns void
language sql volatile security definer set search_path = pg_catalog, pg_temp
as $$
    delete from core.workers w
    where (w.worker_name, w.process_id)
        = (end_heartbeat.worker_name, end_heartbeat.process_id)
$$;

revoke all on function sync.end_heartbeat(text, integer) from public;
grant execute on function sync.end_heartbeat(text, integer)
    to irra_front, irra_gateway, irra_notify;
comment on function sync.end_heartbeat(text, integer) is
    'A worker that was asked to stop and of which there may be others: nobody misses it';

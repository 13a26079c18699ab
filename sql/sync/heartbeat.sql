-- Calls: none. Writes: core.workers.
create or replace function sync.heartbeat(
    worker_name text, kind text, process_id integer, version text)
returns void
language sql volatile security definer set search_path = pg_catalog, pg_temp
as $$
    insert into core.workers as w (worker_name, kind, process_id, version)
    values (heartbeat.worker_name, heartbeat.kind, heartbeat.process_id, heartbeat.version)
    on conflict (worker_name) do update set
        last_seen_at = now(), kind = excluded.kind, version = excluded.version,
        started_at = case when w.process_id = excluded.process_id
            then w.started_at else now() end,
        process_id = excluded.process_id
$$;

revoke all on function sync.heartbeat(text, text, integer, text) from public;
grant execute on function sync.heartbeat(text, text, integer, text)
    to irra_front, irra_gateway, irra_notify, irra_monitor, irra_sync;
comment on function sync.heartbeat(text, text, integer, text) is
    'A worker says that it lives; ops.health shows who has not for long';

-- Workers of one kind on one machine share the name before the colon. A row of one that fell silent
-- goes when another has taken its place, or after an hour in which others of its kind lived: until
-- then ops.health shows it as gone.
-- Calls: monitor.miss_monitor. Writes: core.workers.
create or replace function sync.heartbeat(
    worker_name text, kind text, process_id integer, version text)
returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    v_silence interval := make_interval(secs => (
        select s.value::integer from core.settings s where s.name = 'worker_silence_seconds'));
    v_started_at timestamptz;
begin
    insert into core.workers as w (worker_name, kind, process_id, version)
    values (heartbeat.worker_name, heartbeat.kind, heartbeat.process_id, heartbeat.version)
    on conflict (worker_name) do update set
        last_seen_at = now(), kind = excluded.kind, version = excluded.version,
        started_at = case when w.process_id = excluded.process_id
            then w.started_at else now() end,
        process_id = excluded.process_id
    returning w.started_at into v_started_at;
    delete from core.workers w
    where w.kind = heartbeat.kind and w.worker_name <> heartbeat.worker_name
        and w.last_seen_at < now() - v_silence
        and (w.last_seen_at < now() - interval '1 hour'
            or split_part(w.worker_name, ':', 1) = split_part(heartbeat.worker_name, ':', 1)
                and v_started_at > w.last_seen_at);
    if heartbeat.kind <> 'monitor' then
        perform monitor.miss_monitor();
    end if;
end
$$;

revoke all on function sync.heartbeat(text, text, integer, text) from public;
grant execute on function sync.heartbeat(text, text, integer, text)
    to irra_front, irra_gateway, irra_notify, irra_monitor, irra_sync;
comment on function sync.heartbeat(text, text, integer, text) is
    'A worker says that it lives; ops.health shows who has not for long';

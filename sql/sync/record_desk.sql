-- What costs too much to be reckoned while two people wait for a change of mode is kept here by
-- the monitor, which reckons it all the time.
-- Calls: none. Writes: sync.desk_state.
create or replace function sync.record_desk(
    path text, free_bytes bigint, total_bytes bigint, positions_agree boolean,
    positions_detail text)
returns void
language sql volatile security definer set search_path = pg_catalog, pg_temp
as $$
    update sync.desk_state d set path = record_desk.path, free_bytes = record_desk.free_bytes,
        total_bytes = record_desk.total_bytes, positions_agree = record_desk.positions_agree,
        positions_detail = record_desk.positions_detail, checked_at = clock_timestamp()
$$;

revoke all on function sync.record_desk(text, bigint, bigint, boolean, text) from public;
grant execute on function sync.record_desk(text, bigint, bigint, boolean, text) to irra_monitor;
comment on function sync.record_desk(text, bigint, bigint, boolean, text) is
    'Keeps what the monitor saw of the database''s disk and of running against recomputed figures';

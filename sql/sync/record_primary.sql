-- Calls: logic.raise_alert, logic.watch_primary,
-- logic.watch_subscription. Writes: sync.primary_state, core.alerts.
create or replace function sync.record_primary(
    reachable boolean, wal_lsn pg_lsn, slot_name text, slot_active boolean,
    slot_wal_status text, confirmed_flush_lsn pg_lsn, detail text)
returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
    -- What was last seen stays readable while the primary is away: it says how far behind we were.
    update sync.primary_state p set
        reachable = record_primary.reachable,
        checked_at = now(),
        last_reachable_at = case when record_primary.reachable
            then now() else p.last_reachable_at end,
        wal_lsn = coalesce(record_primary.wal_lsn, p.wal_lsn),
        slot_name = coalesce(record_primary.slot_name, p.slot_name),
        slot_active = record_primary.slot_active,
        slot_wal_status = coalesce(record_primary.slot_wal_status, p.slot_wal_status),
        confirmed_flush_lsn = coalesce(record_primary.confirmed_flush_lsn, p.confirmed_flush_lsn),
        detail = record_primary.detail;
    if reachable then
        update core.alerts a set resolved_at = now()
        where a.kind = 'primary_unreachable' and a.resolved_at is null;
    else
        perform logic.raise_alert('primary_unreachable', 'critical', 'primary',
            jsonb_build_object('detail', detail));
    end if;
    perform logic.watch_primary();
    perform logic.watch_subscription(reachable);
end
$$;

revoke all on function sync.record_primary(
    boolean, pg_lsn, text, boolean, text, pg_lsn, text) from public;
grant execute on function sync.record_primary(
    boolean, pg_lsn, text, boolean, text, pg_lsn, text) to irra_sync;
comment on function sync.record_primary(boolean, pg_lsn, text, boolean, text, pg_lsn, text) is
    'Keeps what the sync worker last saw of the primary and its replication slot';

-- What the primary held at the moment of the snapshot: `tables` is a list of name, rows and hash.
-- Calls: none. Writes: sync.dumps, sync.dump_tables.
create or replace function sync.note_dump_snapshot(
    dump_id bigint, attempt integer, snapshot_at timestamptz, primary_lsn pg_lsn, tables jsonb)
returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
    update sync.dumps d set snapshot_at = note_dump_snapshot.snapshot_at,
        primary_lsn = note_dump_snapshot.primary_lsn
    where (d.dump_id, d.attempt, d.state)
        = (note_dump_snapshot.dump_id, note_dump_snapshot.attempt, 'running');
    if not found then
        return false;
    end if;
    insert into sync.dump_tables (dump_id, table_name, row_count, content_hash)
    select note_dump_snapshot.dump_id, t.name, t.row_count, t.content_hash
    from jsonb_to_recordset(tables) t (name text, row_count bigint, content_hash numeric);
    return true;
end
$$;

revoke all on function sync.note_dump_snapshot(bigint, integer, timestamptz, pg_lsn, jsonb)
    from public;
grant execute on function sync.note_dump_snapshot(bigint, integer, timestamptz, pg_lsn, jsonb)
    to irra_sync;
comment on function sync.note_dump_snapshot(bigint, integer, timestamptz, pg_lsn, jsonb) is
    'Keeps rows and hashes of the primary''s tables in the dump''s snapshot';

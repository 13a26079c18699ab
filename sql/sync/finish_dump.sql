-- The files are there and were restored: `restored` has what the copy holds. It is verified when
-- that is what the primary held; the worker's word is not asked. Answers the state, null when the
-- dump is another worker's by now.
-- Calls: logic.end_dump. Writes: sync.dumps, sync.dump_tables.
create or replace function sync.finish_dump(
    dump_id bigint, attempt integer, directory text, byte_count bigint, manifest_hash text,
    restored jsonb)
returns text
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_problem text;
begin
    update sync.dumps d set directory = finish_dump.directory,
        byte_count = finish_dump.byte_count, manifest_hash = finish_dump.manifest_hash
    where (d.dump_id, d.attempt, d.state)
        = (finish_dump.dump_id, finish_dump.attempt, 'running');
    if not found then
        return null;
    end if;
    update sync.dump_tables t
    set restored_count = r.row_count, restored_hash = r.content_hash
    from jsonb_to_recordset(restored) r (name text, row_count bigint, content_hash numeric)
    where (t.dump_id, t.table_name) = (finish_dump.dump_id, r.name);
    select 'the restored copy differs: ' || string_agg(format('%s has %s of %s rows',
        t.table_name, coalesce(t.restored_count, 0), t.row_count), ', ' order by t.table_name)
    into v_problem
    from sync.dump_tables t
    where t.dump_id = finish_dump.dump_id and (t.restored_count, t.restored_hash)
        is distinct from (t.row_count, t.content_hash);
    if v_problem is null and (select count(*) from sync.dump_tables t
            where t.dump_id = finish_dump.dump_id)
        <> (select count(distinct c.table_name) from ops.book_columns c) then
        v_problem := 'not every table was dumped';
    end if;
    perform logic.end_dump(finish_dump.dump_id, v_problem);
    return case when v_problem is null then 'verified' else 'failed' end;
end
$$;

revoke all on function sync.finish_dump(bigint, integer, text, bigint, text, jsonb) from public;
grant execute on function sync.finish_dump(bigint, integer, text, bigint, text, jsonb)
    to irra_sync;
comment on function sync.finish_dump(bigint, integer, text, bigint, text, jsonb) is
    'Compares the restored copy with the primary''s snapshot; verified or failed';

-- Calls: none. Writes: sync.dumps.
create or replace function sync.note_dumps_deleted(names text[])
returns void
language sql volatile security definer set search_path = pg_catalog, pg_temp
as $$
    update sync.dumps d set state = 'deleted', deleted_at = now()
    where d.state = 'verified' and 'dump-' || d.dump_id || '-' || d.attempt = any (names)
$$;

revoke all on function sync.note_dumps_deleted(text[]) from public;
grant execute on function sync.note_dumps_deleted(text[]) to irra_sync;
comment on function sync.note_dumps_deleted(text[]) is
    'The files of these dumps are gone, as the policy has it';

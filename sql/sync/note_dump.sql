-- A worker says how far it is, and hears whether the dump is still its own.
-- Calls: none. Writes: sync.dumps.
create or replace function sync.note_dump(
    dump_id bigint, attempt integer, phase text, steps_done integer, steps integer)
returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
    update sync.dumps d set lease_until = now() + interval '30 seconds',
        phase = note_dump.phase, steps_done = note_dump.steps_done, steps = note_dump.steps
    where (d.dump_id, d.attempt, d.state) = (note_dump.dump_id, note_dump.attempt, 'running');
    return found;
end
$$;

revoke all on function sync.note_dump(bigint, integer, text, integer, integer) from public;
grant execute on function sync.note_dump(bigint, integer, text, integer, integer) to irra_sync;
comment on function sync.note_dump(bigint, integer, text, integer, integer) is
    'Keeps how far a dump is and its worker''s lease; false when it is another''s';

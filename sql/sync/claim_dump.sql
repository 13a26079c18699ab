-- The next dump to be made, for one worker: one that waits, or one whose worker was lost. It is
-- begun anew then; after three workers were lost with it, it has failed. Null when there is none.
-- Calls: logic.book_statements, logic.end_dump, logic.follow_dump_schedules. Writes: sync.dumps.
create or replace function sync.claim_dump(worker_name text)
returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
    attempts_max constant integer := 3;
    v_dump sync.dumps;
begin
    perform logic.follow_dump_schedules();
    select d.* into v_dump from sync.dumps d
    where d.state = 'waiting' or d.state = 'running' and d.lease_until < now()
    for update skip locked;
    if v_dump.dump_id is null then
        return null;
    elsif v_dump.attempt >= attempts_max then
        perform logic.end_dump(v_dump.dump_id, format('%s workers were lost with it, the last: %s',
            v_dump.attempt, v_dump.worker_name));
        return null;
    end if;
    delete from sync.dump_tables t where t.dump_id = v_dump.dump_id;
    update sync.dumps d set state = 'running', phase = 'copying', steps_done = 0, steps = 0,
        attempt = d.attempt + 1, worker_name = claim_dump.worker_name, started_at = now(),
        snapshot_at = null, primary_lsn = null, lease_until = now() + interval '30 seconds'
    where d.dump_id = v_dump.dump_id
    returning d.* into v_dump;
    return jsonb_build_object('dump_id', v_dump.dump_id, 'attempt', v_dump.attempt,
        'tables', (
            select jsonb_agg(jsonb_build_object('name', s.table_name,
                'create_table', s.create_table, 'add_key', s.add_key, 'copy_out', s.copy_out,
                'copy_in', s.copy_in, 'digest', s.digest) order by s.table_name)
            from logic.book_statements() s));
end
$$;

revoke all on function sync.claim_dump(text) from public;
grant execute on function sync.claim_dump(text) to irra_sync;
comment on function sync.claim_dump(text) is
    'The dump that this worker is to make, with the statements; null when there is none';

-- Calls: logic.end_dump. Writes: none itself.
create or replace function sync.fail_dump(dump_id bigint, attempt integer, problem text)
returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
    perform from sync.dumps d
    where (d.dump_id, d.attempt, d.state) = (fail_dump.dump_id, fail_dump.attempt, 'running')
    for update;
    if found then
        perform logic.end_dump(fail_dump.dump_id, fail_dump.problem);
    end if;
    return found;
end
$$;

revoke all on function sync.fail_dump(bigint, integer, text) from public;
grant execute on function sync.fail_dump(bigint, integer, text) to irra_sync;
comment on function sync.fail_dump(bigint, integer, text) is 'A worker could not make its dump';

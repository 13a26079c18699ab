-- Wakes whoever works exits when a transaction that made one due commits: one wake-up.
-- Calls: queue.wake. Writes: none itself.
create or replace function queue.wake_exits_worker()
returns trigger
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
    if current_setting('irra.exits_woken', true) is distinct from txid_current()::text then
        perform set_config('irra.exits_woken', txid_current()::text, true);
        perform queue.wake('exits');
    end if;
    return null;
end
$$;

revoke all on function queue.wake_exits_worker() from public;
comment on function queue.wake_exits_worker() is
    'Wakes the worker of exits at the commit of a transaction that made one due';

drop trigger if exists wake_exits_worker on core.exits;
create constraint trigger wake_exits_worker after insert or update of due_at on core.exits
    deferrable initially deferred for each row when (new.due_at is not null)
    execute function queue.wake_exits_worker();

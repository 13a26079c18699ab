-- Once a transaction: a batch of a hundred orders wakes the fronts as one order does.
-- Calls: queue.wake. Writes: none.
create or replace function logic.wake_watchers()
returns void
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
begin
    if current_setting('irra.watchers', true) is distinct from 'woken' then
        perform set_config('irra.watchers', 'woken', true);
        perform queue.wake('events');
    end if;
end
$$;

revoke all on function logic.wake_watchers() from public;
comment on function logic.wake_watchers() is
    'Wakes the fronts for marks that this transaction leaves';

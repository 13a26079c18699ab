-- Exits that wait for the cancels of others on these positions are due: one of those has ended.
-- One that is being looked at this moment is skipped, it looks again within a second; so nobody
-- waits here with an order in hand.
-- Calls: none. Writes: core.exits.
create or replace function logic.wake_exits(position_ids bigint[])
returns void
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
begin
    update core.exits e set due_at = now()
    where e.exit_id in (
        select x.exit_id from core.exits x
        where x.position_id = any (position_ids) and x.state = 'waiting_cancels'
            and x.due_at > now()
        for update skip locked);
end
$$;

revoke all on function logic.wake_exits(bigint[]) from public;
comment on function logic.wake_exits(bigint[]) is
    'Makes the exits due that wait for the pending ones of these positions';

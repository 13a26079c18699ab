-- Wakes the worker of a channel, and only a worker that sleeps: a notification for every row would
-- make commits queue behind each other. It takes the shared side of the lock that
-- queue.prepare_to_sleep takes alone, so a worker that falls asleep has either seen this
-- transaction's rows or is woken by it. It waits for nobody, whatever rows the caller has locked:
-- where another is just waking the worker, both notify.
-- Calls: pg_notify. Writes: queue.channels.
create or replace function queue.wake(channel text)
returns void
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
declare
    v_sleeps boolean;
begin
    perform pg_catalog.pg_advisory_xact_lock_shared(hashtext('queue.channels'), 0);
    with woken as (
        update queue.channels c set asleep = false
        where c.channel = (
            select x.channel from queue.channels x
            where x.channel = wake.channel and x.asleep
            for update skip locked)
    )
    select c.asleep into v_sleeps from queue.channels c where c.channel = wake.channel;
    if v_sleeps then
        perform pg_catalog.pg_notify('irra_wake', wake.channel);
    end if;
end
$$;

revoke all on function queue.wake(text) from public;
comment on function queue.wake(text) is
    'Wakes who sleeps on a channel: notify, exits, events, or dispatch: and a session''s name';

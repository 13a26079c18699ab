-- True when the channel's queue is empty and its worker may wait for the notification irra_wake
-- with the channel as payload; false when there is work, or a transaction under way has brought
-- some. Alone under the lock that queue.wake shares: see there why no wake-up is lost. Taken at
-- once or not at all: whoever waited for it would keep the next to share it waiting, who holds rows
-- that the one it waits for may want.
-- Calls: none. Writes: queue.channels.
create or replace function queue.prepare_to_sleep(channel text)
returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
    waiting boolean;
begin
    if not pg_catalog.pg_try_advisory_xact_lock(hashtext('queue.channels'), 0) then
        return false;
    end if;
    if channel = 'notify' then
        waiting := exists (
            select from notify.streams s
            where exists (
                select from notify.outbox o
                where o.priority = s.priority and o.due_at <= clock_timestamp()));
    elsif channel = 'exits' then
        waiting := exists (select from core.exits e where e.due_at <= now());
    elsif channel = 'events' then
        waiting := exists (select from queue.event_marks);
    else
        waiting := exists (
            select from queue.dispatch d
            where d.session_name = substring(prepare_to_sleep.channel from '^dispatch:(.*)$'));
    end if;
    if waiting then
        return false;
    end if;
    insert into queue.channels as c (channel, asleep) values (prepare_to_sleep.channel, true)
    on conflict on constraint channels_pkey do update set asleep = true where not c.asleep;
    return true;
end
$$;

revoke all on function queue.prepare_to_sleep(text) from public;
grant execute on function queue.prepare_to_sleep(text) to irra_gateway, irra_notify, irra_front;
comment on function queue.prepare_to_sleep(text) is
    'Whether the worker of a channel may sleep until it is notified; marks the channel asleep';

-- Null when a channel has work that somebody can do now; else the milliseconds after which a
-- notifier has to look again by itself: held and retried messages become due without anybody
-- waking it. Marked asleep first and looked second, alone under the lock that queue.wake shares:
-- whatever is committed later wakes it, what was committed before is seen here.
-- Calls: notify.can_carry, queue.prepare_to_sleep. Writes: none itself.
create or replace function notify.prepare_to_sleep(channel text)
returns integer
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp set enable_seqscan = off
set enable_bitmapscan = off set enable_mergejoin = off set enable_hashjoin = off set jit = off
as $$
#variable_conflict use_column
declare
    v_next timestamptz;
    v_kinds text[] := case when prepare_to_sleep.channel <> 'email' then array(
        select k.kind from notify.kinds k where prepare_to_sleep.channel = any (k.channels)) end;
    v_looked_at constant integer := 500;
    v_is_asleep boolean := queue.prepare_to_sleep('notify');
    v_longest_ms constant integer := 1000;
    v_moment_ms constant integer := 100;
begin
    select min(t.at) into v_next
    from notify.streams s
    cross join lateral (
        -- What notify.take_due would take, in the part that is next.
        select (
            select min(o.due_at) from (
                select x.due_at, x.channel, x.kind from notify.outbox x
                where x.priority = s.priority order by x.due_at
                limit case prepare_to_sleep.channel when 'email' then 1 else v_looked_at end) o
            where v_kinds is null or o.channel = prepare_to_sleep.channel
                or o.channel is null and o.kind = any (v_kinds)) as at
        union all
        select (select min(m.next_attempt_at) from notify.messages m
            where m.state = 'waiting' and m.channel = prepare_to_sleep.channel
                and m.priority = s.priority and m.next_attempt_at > now())) t;
    if v_next <= clock_timestamp() or notify.can_carry(prepare_to_sleep.channel) and exists (
        select from notify.streams s
        join notify.messages m on m.state = 'waiting' and m.priority = s.priority
            and m.channel = prepare_to_sleep.channel and m.next_attempt_at <= now()
            and (m.expires_at is null or m.expires_at > now())
        where m.message_id = (
            select e.message_id from notify.messages e
            where e.state = 'waiting' and e.lane = m.lane
            order by e.lane, e.message_id limit 1))
    then
        return null;
    end if;
    if not v_is_asleep then
        -- Somebody else's work; or a transaction that is about to bring some.
        return case when prepare_to_sleep.channel <> 'email' then v_moment_ms end;
    end if;
    -- What a stopped notice left is never due.
    return least(v_longest_ms, greatest(1, ceil(coalesce(extract(epoch from
        nullif(v_next, 'infinity') - clock_timestamp()) * 1000, v_longest_ms))));
end
$$;

revoke all on function notify.prepare_to_sleep(text) from public;
grant execute on function notify.prepare_to_sleep(text) to irra_notify;
comment on function notify.prepare_to_sleep(text) is
    'How many milliseconds a channel''s notifier may sleep; null when there is work';

-- Takes out of the outbox all that waits for those who have something due. Whoever holds a lane's
-- first row makes its messages, so two notifiers never part one person's news between them: lanes
-- whose first row is held, or was taken since this statement began, are passed over for the next.
-- What was held back for company goes with what is due; where the first row is such a one, its lane
-- is found by a second look. Whoever carries e-mail takes everything, others what is told on their
-- channel, so that they do not make each other's messages all the time. At most notify_composers
-- at a time: more would only step over each other's rows. Who takes everything waits for its turn,
-- which comes when the one before has made its batch and begins to deliver it.
-- Lock order: a provider's state, a turn, first rows of lanes, skipped where locked.
-- Calls: logic.setting_integer. Writes: notify.outbox.
create or replace function notify.take_due(
    priority smallint, channel text, max_lanes integer, max_events integer)
returns setof notify.outbox
language plpgsql volatile rows 100 security invoker
set search_path = pg_catalog, pg_temp set enable_seqscan = off
set enable_bitmapscan = off set enable_mergejoin = off set enable_hashjoin = off set jit = off
as $$
declare
    v_kinds text[] := case when take_due.channel <> 'email' then array(
        select k.kind from notify.kinds k where take_due.channel = any (k.channels)) end;
    v_composers constant integer := logic.setting_integer('notify_composers');
    v_lanes text[] := array[]::text[];
    -- Rows that a look goes over at most; those behind them are next.
    v_looked_at constant integer := 1000;
begin
    -- Nothing due: nobody is waited for.
    if not exists (
        select from notify.outbox o
        where o.priority = take_due.priority and o.due_at <= now())
    then
        return;
    end if;
    if not exists (
        select from generate_series(1, v_composers) n
        where pg_try_advisory_xact_lock(hashtext('notify.compose'), n) limit 1)
    then
        if v_kinds is not null then
            return;
        end if;
        begin
            perform pg_advisory_xact_lock(
                hashtext('notify.compose'), 1 + pg_backend_pid() % v_composers);
        exception when lock_not_available then
            -- A long turn: what was claimed before goes out meanwhile.
            return;
        end;
    end if;
    if v_kinds is null then
        v_lanes := array(
            select o.lane from notify.outbox o
            where o.priority = take_due.priority and o.due_at <= now()
                and o.outbox_id = (
                    select e.outbox_id from notify.outbox e where e.lane = o.lane
                    order by e.lane, e.outbox_id limit 1)
            order by o.due_at limit take_due.max_lanes
            for update skip locked);
    end if;
    if cardinality(v_lanes) < take_due.max_lanes then
        v_lanes := v_lanes || array(
            select o.lane from notify.outbox o
            where (o.lane, o.outbox_id) in (
                select d.lane, (select min(e.outbox_id) from notify.outbox e where e.lane = d.lane)
                from (
                    select distinct x.lane from (
                        select y.lane, y.channel, y.kind from notify.outbox y
                        where y.priority = take_due.priority and y.due_at <= now()
                        order by y.due_at limit v_looked_at) x
                    where (v_kinds is null or x.channel = take_due.channel
                            or x.channel is null and x.kind = any (v_kinds))
                        and x.lane <> all (v_lanes)
                    limit take_due.max_lanes) d)
            for update skip locked);
    end if;
    return query
    delete from notify.outbox o
    using unnest(v_lanes) h (lane)
    cross join lateral (
        select x.outbox_id from notify.outbox x
        where x.lane = h.lane order by x.outbox_id limit take_due.max_events) t
    where o.lane = h.lane and o.outbox_id = t.outbox_id
    returning o.*;
end
$$;

revoke all on function notify.take_due(smallint, text, integer, integer) from public;
comment on function notify.take_due(smallint, text, integer, integer) is
    'Removes and answers the rows of people who have something due';

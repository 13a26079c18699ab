-- Takes out of the outbox all that waits for those who have something due. Whoever holds a lane's
-- first row makes its messages, so two notifiers never part one person's news between them: a lane
-- whose first row is held, or was taken since this statement began, is passed over.
-- What was held back for company goes with the first that is due.
-- Calls: none. Writes: notify.outbox.
create or replace function notify.take_due(
    priority smallint, max_lanes integer, max_events integer)
returns setof notify.outbox
language plpgsql volatile rows 100 security invoker
set search_path = pg_catalog, pg_temp set enable_seqscan = off
set enable_bitmapscan = off set enable_mergejoin = off set enable_hashjoin = off set jit = off
as $$
begin
    return query
    with due as materialized (
        select distinct d.lane from (
            select o.lane from notify.outbox o
            where o.priority = take_due.priority and o.due_at <= now()
            order by o.due_at limit take_due.max_lanes) d
    ),
    firsts as materialized (
        select f.lane, f.outbox_id
        from due d
        cross join lateral (
            select x.lane, x.outbox_id from notify.outbox x
            where x.lane = d.lane order by x.outbox_id limit 1) f
    ),
    held as materialized (
        select o.lane from firsts f
        join notify.outbox o on o.lane = f.lane and o.outbox_id = f.outbox_id
        for update of o skip locked
    )
    delete from notify.outbox o
    using held h
    cross join lateral (
        select x.outbox_id from notify.outbox x
        where x.lane = h.lane order by x.outbox_id limit take_due.max_events) t
    where o.lane = h.lane and o.outbox_id = t.outbox_id
    returning o.*;
end
$$;

revoke all on function notify.take_due(smallint, integer, integer) from public;
comment on function notify.take_due(smallint, integer, integer) is
    'Removes and answers the rows of people who have something due';

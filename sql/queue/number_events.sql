-- Numbers what was committed: one front at a time, until its own commit, so that a number is
-- visible only when all before it are. The same change several times at once is one event; more
-- than event_fold_limit of a kind are one that names none. What is older than event_minutes goes.
-- Lock order: advisory queue.events, before nothing else.
-- Calls: logic.setting_integer. Writes: queue.event_marks, queue.events.
create or replace function queue.number_events()
returns void
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
declare
    v_fold_limit bigint := logic.setting_integer('event_fold_limit');
    v_kept interval := make_interval(mins => logic.setting_integer('event_minutes')::integer);
    v_batch constant bigint := 10000;
begin
    if not exists (select from queue.event_marks) then
        return;
    end if;
    perform pg_advisory_xact_lock('queue.events'::regclass::oid::integer, 0);
    with taken as (
        delete from queue.event_marks as m
        where m.mark_id = any (array(
            select x.mark_id from queue.event_marks as x order by x.mark_id limit v_batch))
        returning m.*
    ),
    merged as (
        select t.kind, t.subject, t.user_id, t.instrument_id, t.person_id,
            max(t.mark_id) as place, count(*) over (partition by t.kind) as of_kind
        from taken as t
        group by t.kind, t.subject, t.user_id, t.instrument_id, t.person_id
    ),
    folded as (
        select m.kind, m.subject, m.user_id, m.instrument_id, m.person_id, m.place
        from merged as m where m.of_kind <= v_fold_limit
        union all
        select m.kind, null, null, null, null, max(m.place)
        from merged as m where m.of_kind > v_fold_limit group by m.kind
    )
    insert into queue.events (kind, subject, user_id, instrument_id, person_id)
    select f.kind, f.subject, f.user_id, f.instrument_id, f.person_id
    from folded as f order by f.place;
    delete from queue.events as e
    where e.event_id = any (array(
        select x.event_id
        from (select y.event_id, y.at from queue.events as y order by y.event_id limit v_batch) x
        -- Only when the oldest has to go: never all of them, to find that none has.
        where x.at < now() - v_kept
            and (select o.at from queue.events as o order by o.event_id limit 1)
                < now() - v_kept));
end
$$;

revoke all on function queue.number_events() from public;
comment on function queue.number_events() is
    'Gives committed marks their numbers as events, and forgets old events';

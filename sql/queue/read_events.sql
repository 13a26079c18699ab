-- One read for all streams of a front: what came behind `after`, and for each event the places of
-- the sessions in `secret_hashes` that may be told. Rights are as of now: a call that has ended
-- shows nothing of what came before. `live` are the places whose session has not ended.
-- Calls: queue.is_shown, queue.number_events, queue.watchers. Writes: none.
create or replace function queue.read_events(after bigint, secret_hashes bytea[])
returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_answer jsonb;
    v_limit constant bigint := 1000;
begin
    perform queue.number_events();
    with watchers as materialized (
        select w.* from queue.watchers(secret_hashes) as w
    ),
    page as materialized (
        select e.* from queue.events as e
        where e.event_id > read_events.after
        order by e.event_id limit v_limit
    ),
    people as (
        -- Several streams of one person are asked for once.
        select w.person_id, w.role, w.oversees, w.is_unlimited, w.callers,
            array_agg(w.place order by w.place) as places
        from watchers as w
        group by w.person_id, w.role, w.oversees, w.is_unlimited, w.callers
    ),
    told as (
        select e.event_id, array_agg(place.place order by place.place) as places
        from page as e
        join people as p on queue.is_shown((e.event_id, e.at, e.kind, e.subject, e.user_id,
            e.instrument_id, e.person_id)::queue.events, p.person_id, p.role, p.oversees,
            p.is_unlimited, p.callers)
        cross join lateral unnest(p.places) as place (place)
        group by e.event_id
    ),
    audiences as (
        select t.places, row_number() over () - 1 as audience from told as t group by t.places
    )
    select jsonb_build_object(
        'last', coalesce((select max(p.event_id) from page as p), read_events.after),
        'is_full', (select count(*) = v_limit from page),
        'live', (select coalesce(jsonb_agg(w.place), '[]') from watchers as w),
        'audiences', (
            select coalesce(jsonb_agg(to_jsonb(a.places) order by a.audience), '[]')
            from audiences as a),
        'events', (
            select coalesce(jsonb_agg(jsonb_build_object(
                'id', e.event_id, 'kind', e.kind, 'audience', a.audience,
                'data', jsonb_strip_nulls(jsonb_build_object('kind', e.kind, 'id', e.subject,
                    'user_id', e.user_id, 'at', e.at))::text)
                order by e.event_id), '[]')
            from told as t
            join page as e on e.event_id = t.event_id
            join audiences as a on a.places = t.places))
    into v_answer;
    return v_answer;
end
$$;

revoke all on function queue.read_events(bigint, bytea[]) from public;
grant execute on function queue.read_events(bigint, bytea[]) to irra_front;
comment on function queue.read_events(bigint, bytea[]) is
    'Events behind a number and who of some sessions may be told: for GET /events';

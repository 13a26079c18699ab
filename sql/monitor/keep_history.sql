-- The last figures of measures that have a chart join the step of time that they fall into. A place
-- whose step is over begins anew, so nothing is ever deleted but subjects that are gone: those when
-- a longest step begins.
-- Calls: none. Writes: monitor.history.
create or replace function monitor.keep_history(measures text[])
returns void
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    v_longest integer := (select max(t.step_seconds) from monitor.steps t);
    v_begun boolean;
begin
    with kept as (
        insert into monitor.history as h (
            measure, subject, step_seconds, place, begins_at, figures, total, low, high)
        select s.measure, s.subject, t.step_seconds, k.step % t.places,
            to_timestamp(k.step * t.step_seconds), 1, s.value, s.value, s.value
        from monitor.samples s
        join monitor.measures m on m.measure = s.measure and m.chart_place is not null
        cross join monitor.steps t
        cross join lateral (
            select floor(extract(epoch from s.sampled_at) / t.step_seconds)::bigint as step) k
        where s.measure = any (keep_history.measures) and s.value is not null
        on conflict (measure, subject, step_seconds, place) do update
        set begins_at = excluded.begins_at,
            figures = case when h.begins_at = excluded.begins_at then h.figures else 0 end + 1,
            total = case when h.begins_at = excluded.begins_at then h.total else 0 end
                + excluded.total,
            low = case when h.begins_at = excluded.begins_at
                then least(h.low, excluded.low) else excluded.low end,
            high = case when h.begins_at = excluded.begins_at
                then greatest(h.high, excluded.high) else excluded.high end
        returning h.step_seconds, h.figures
    )
    select coalesce(bool_or(k.figures = 1), false) into v_begun
    from kept k where k.step_seconds = v_longest;
    if v_begun then
        delete from monitor.history h
        using monitor.steps t
        where t.step_seconds = h.step_seconds
            and h.begins_at < now() - make_interval(secs => t.step_seconds * t.places);
    end if;
end
$$;

revoke all on function monitor.keep_history(text[]) from public;
comment on function monitor.keep_history(text[]) is
    'Adds the last figures of these measures to the past that charts show';

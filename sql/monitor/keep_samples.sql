-- Keeps what was read as the last figures. Subjects that are gone are forgotten, unless the
-- measure could not be read. A counter's figure is its rate since the last reading; one that went
-- back began anew.
-- Calls: none. Writes: monitor.readings, monitor.samples.
create or replace function monitor.keep_samples(samples jsonb)
returns void
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
begin
    insert into monitor.readings as r (measure, read_at, took_ms, problem)
    select m.measure, now(), coalesce(t.took_ms, 0), t.problem
    from jsonb_to_recordset(samples) t (measure text, took_ms numeric, problem text)
    join monitor.measures m on m.measure = t.measure
    on conflict (measure) do update
    set read_at = excluded.read_at, took_ms = excluded.took_ms, problem = excluded.problem;

    delete from monitor.samples s
    using jsonb_to_recordset(samples) t (measure text, problem text, rows jsonb)
    where s.measure = t.measure and t.problem is null and not exists (
        select from jsonb_array_elements(t.rows) k
        where coalesce(k.value ->> 'subject', '') = s.subject);

    insert into monitor.samples as s (
        measure, subject, value, count_read, detail, sampled_at)
    select distinct on (m.measure, 2) m.measure, coalesce(k.value ->> 'subject', ''),
        case m.kind when 'gauge' then (k.value ->> 'value')::numeric end,
        case m.kind when 'counter' then (k.value ->> 'value')::numeric end,
        nullif(k.value -> 'detail', 'null'), now()
    from jsonb_to_recordset(samples) t (measure text, problem text, rows jsonb)
    join monitor.measures m on m.measure = t.measure
    cross join lateral jsonb_array_elements(t.rows) k
    where t.problem is null
    on conflict (measure, subject) do update
    set value = case when excluded.count_read is null then excluded.value
            when excluded.count_read >= s.count_read then
                (excluded.count_read - s.count_read) / greatest(0.1,
                    extract(epoch from excluded.sampled_at - s.sampled_at)) end,
        count_read = excluded.count_read, detail = excluded.detail,
        sampled_at = excluded.sampled_at;
end
$$;

revoke all on function monitor.keep_samples(jsonb) from public;
comment on function monitor.keep_samples(jsonb) is
    'Keeps figures as the last ones of their measures; counters as rates';

-- What is to be read now: every measure with a query at its own pace, a tenth early rather than a
-- whole turn late.
-- Calls: none. Writes: none.
create or replace function monitor.due_measures()
returns table (measure text, query text)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    return query
    select m.measure, m.query
    from monitor.measures m
    left join monitor.readings r on r.measure = m.measure
    where m.query is not null
        and coalesce(r.read_at + make_interval(secs => m.every_seconds * 0.9) <= now(), true)
    order by m.measure;
end
$$;

revoke all on function monitor.due_measures() from public;
grant execute on function monitor.due_measures() to irra_monitor;
comment on function monitor.due_measures() is 'Measures to be read now, with their queries';

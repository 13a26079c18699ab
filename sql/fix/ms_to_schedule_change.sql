-- When fix.sessions_to_run will answer something else although no row changed.
-- Calls: fix.session_hours. Writes: none.
create or replace function fix.ms_to_schedule_change(
    at timestamptz default clock_timestamp())
returns bigint
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
    select ceil(extract(epoch from min(c.change) - ms_to_schedule_change.at) * 1000)::bigint
    from fix.sessions s
    cross join lateral unnest(fix.session_hours(s.name, ms_to_schedule_change.at)) r
    cross join lateral (values (lower(r)), (upper(r))) c (change)
    where s.enabled and not s.conformance and c.change > ms_to_schedule_change.at
$$;

revoke all on function fix.ms_to_schedule_change(timestamptz) from public;
grant execute on function fix.ms_to_schedule_change(timestamptz) to irra_gateway;
comment on function fix.ms_to_schedule_change(timestamptz) is
    'Milliseconds until a session''s hours begin or end; null when none do in two weeks';

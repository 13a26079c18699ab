-- Times between now and two weeks on at which a session is to be logged on: the rows of its
-- schedule, in Indian time, but not on its exchange's holidays; a session of the whole exchange
-- rests when all segments do. A simulator has no holidays. Without rows: always.
-- Calls: none. Writes: none.
create or replace function fix.session_hours(
    session_name text, at timestamptz default clock_timestamp())
returns tstzmultirange
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
    if not exists (
        select from fix.session_schedules h
        where h.session_name = session_hours.session_name) then
        return '{(,)}'::tstzmultirange;
    end if;
    return coalesce((
        select range_agg(tstzrange(
            (d.day + h.logon_at) at time zone 'Asia/Kolkata',
            (d.day + h.logout_at) at time zone 'Asia/Kolkata'))
        from fix.session_schedules h
        join fix.sessions s on s.name = h.session_name
        cross join lateral (
            select (session_hours.at at time zone 'Asia/Kolkata')::date + n as day
            from generate_series(0, 14) n) d
        where h.session_name = session_hours.session_name
            and h.weekday = extract(isodow from d.day)
            and (s.simulated or exists (
                select from unnest(case when s.segment is null then array['CM', 'FO']
                    else array[s.segment] end) g (segment)
                where not exists (
                    select from core.holidays y
                    where y.exchange = s.exchange and y.segment = g.segment
                        and y.holiday = d.day)))), '{}');
end
$$;

revoke all on function fix.session_hours(text, timestamptz) from public;
grant execute on function fix.session_hours(text, timestamptz) to dba, irra_monitor;
comment on function fix.session_hours(text, timestamptz) is
    'When a session is to be logged on, for the next two weeks; unbounded without a schedule';

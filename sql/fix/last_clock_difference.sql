-- What the exchange wrote as its time of sending (52) against when it came: delay and both clocks'
-- difference in one figure, from the session's latest message, however old.
-- Calls: none. Writes: none.
create or replace function fix.last_clock_difference(session_name text)
returns numeric
language sql stable security invoker set search_path = pg_catalog, pg_temp
as $$
    select extract(epoch from m.received_at - (to_timestamp(
        substring(encode(m.raw, 'escape') from '\u000152=([0-9]{8}-[0-9:.]{8,21})'),
        'YYYYMMDD-HH24:MI:SS.US')::timestamp at time zone 'UTC'))
    from fix.session_state s
    cross join lateral (
        select i.received_at, i.raw from fix.inbound i
        where (i.session_name, i.incarnation) = (s.session_name, s.incarnation)
        order by i.sequence desc limit 1) m
    where s.session_name = last_clock_difference.session_name
$$;

revoke all on function fix.last_clock_difference(text) from public;
comment on function fix.last_clock_difference(text) is
    'Seconds by which our clock is ahead of the session''s counterparty; null before any message';

-- Calls: none. Writes: none.
create or replace function fix.timestamp_text(at timestamptz)
returns text
language sql stable security invoker set search_path = pg_catalog, pg_temp
as $$
    select to_char(at at time zone 'UTC', 'YYYYMMDD-HH24:MI:SS.MS')
$$;

revoke all on function fix.timestamp_text(timestamptz) from public;
comment on function fix.timestamp_text(timestamptz) is
    'A time as FIX UTCTimestamp with milliseconds';

-- In PL/pgSQL, which keeps the plan: a function in SQL would be planned at every call.
-- Calls: none. Writes: none.
create or replace function fix.timestamp_text(at timestamptz)
returns text
language plpgsql stable security invoker set search_path = pg_catalog, pg_temp
as $$
begin
    return to_char(at at time zone 'UTC', 'YYYYMMDD-HH24:MI:SS.MS');
end
$$;

revoke all on function fix.timestamp_text(timestamptz) from public;
comment on function fix.timestamp_text(timestamptz) is
    'A time as FIX UTCTimestamp with milliseconds';

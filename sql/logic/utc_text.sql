-- Calls: none. Writes: none.
create or replace function logic.utc_text(at timestamptz)
returns text
language sql immutable security invoker set search_path = pg_catalog, pg_temp
as $$
    select to_char(utc_text.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
$$;

revoke all on function logic.utc_text(timestamptz) from public;
comment on function logic.utc_text(timestamptz) is
    'A time as ISO 8601 in UTC to the microsecond, whatever the session''s time zone';

-- Calls: none. Writes: none.
create or replace function logic.india_time(at timestamptz)
returns text
language sql immutable security invoker set search_path = pg_catalog, pg_temp
as $$
    select to_char(india_time.at at time zone 'Asia/Kolkata', 'DD Mon YYYY, HH24:MI:SS') || ' IST'
$$;

revoke all on function logic.india_time(timestamptz) from public;
comment on function logic.india_time(timestamptz) is
    'A time as people in India read it: 21 Nov 2026, 22:41:05 IST';

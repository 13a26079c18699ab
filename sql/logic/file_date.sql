-- The exchange writes days as 20250228, 2025-02-28 and 28-02-2025, in one file, too.
-- Calls: none. Writes: none.
create or replace function logic.file_date(value text)
returns date
language plpgsql immutable security invoker set search_path = pg_catalog, pg_temp
as $$
declare
    v_parts text[] := coalesce(
        regexp_match(value, '^([12][0-9]{3})-?([0-9]{2})-?([0-9]{2})$'),
        (select array[m[3], m[2], m[1]]
         from regexp_match(value, '^([0-9]{2})-([0-9]{2})-([12][0-9]{3})$') m));
begin
    if v_parts is null or v_parts[2]::integer not between 1 and 12
        or v_parts[3]::integer not between 1 and extract(day from
            make_date(v_parts[1]::integer, v_parts[2]::integer, 1)
            + interval '1 month' - interval '1 day') then
        return null;
    end if;
    return make_date(v_parts[1]::integer, v_parts[2]::integer, v_parts[3]::integer);
end
$$;

revoke all on function logic.file_date(text) from public;
comment on function logic.file_date(text) is 'A day of an exchange file; null when it is none';

-- Quantities here are whole: a fraction is not rounded into a trade that never was.
-- Calls: fix.number. Writes: none.
create or replace function fix.whole_number(value text)
returns bigint
language sql immutable security invoker set search_path = pg_catalog, pg_temp
as $$
    select case when trunc(fix.number(value)) = fix.number(value)
        then fix.number(value)::bigint end
$$;

revoke all on function fix.whole_number(text) from public;
comment on function fix.whole_number(text) is 'A whole FIX number; null when the text is none';

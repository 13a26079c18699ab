-- Calls: logic.india_number. Writes: none.
create or replace function logic.shown_setting(value text, unit text)
returns text
language sql immutable security invoker set search_path = pg_catalog, pg_temp
as $$
    select case when value ~ '^[0-9]{1,15}(\.[0-9]{1,8})?$'
            then logic.india_number(value::numeric) || ' ' || unit
        else value end
$$;

revoke all on function logic.shown_setting(text, text) from public;
comment on function logic.shown_setting(text, text) is
    'A setting''s value as people read it: a figure with its unit, or a word';

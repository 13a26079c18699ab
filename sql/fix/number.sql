-- A number as FIX writes it, null when it is none: a wrong field must not cost the message that
-- carries it. Bounded, so that nothing overflows later; NaN and exponents are no FIX numbers.
-- Calls: none. Writes: none.
create or replace function fix.number(value text)
returns numeric
language sql immutable security invoker set search_path = pg_catalog, pg_temp
as $$
    select case when value ~ '^-?[0-9]{1,13}(\.[0-9]{0,10})?$' then value::numeric end
$$;

revoke all on function fix.number(text) from public;
comment on function fix.number(text) is 'A FIX number; null when the text is none';

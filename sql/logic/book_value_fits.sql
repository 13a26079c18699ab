-- Whether a JSON value can be cast to the type of a column of the book. Every type that a column
-- there has is named: another one is a contract that nobody has thought about.
-- Calls: logic.argument_fits. Writes: none.
create or replace function logic.book_value_fits(value jsonb, type text)
returns boolean
language plpgsql immutable security invoker set search_path = pg_catalog, pg_temp
as $$
declare
    v_text text := value #>> '{}';
    v_size text[] := regexp_match(type, '^numeric\(([0-9]+),([0-9]+)\)$');
    text_length_max constant bigint := 1000;
begin
    if v_size is not null then
        return (jsonb_typeof(value) in ('number', 'string') and v_text ~ format(
            '^-?[0-9]{1,%s}(\.[0-9]{1,%s})?$', v_size[1]::integer - v_size[2]::integer,
            v_size[2])) is true;
    elsif type = 'timestamp with time zone' then
        return (jsonb_typeof(value) = 'string' and logic.argument_fits(
                to_jsonb(left(v_text, 10)), 'date', false, text_length_max)
            and substr(v_text, 11) ~ ('^[T ]([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]'
                || '(\.[0-9]{1,6})?(Z|[+-](0[0-9]|1[0-4])(:?[0-5][0-9])?)$')) is true;
    end if;
    return logic.argument_fits(value, type, false, text_length_max);
end
$$;

revoke all on function logic.book_value_fits(jsonb, text) from public;
comment on function logic.book_value_fits(jsonb, text) is
    'Whether a value of a batch of rows is one of a column''s type';

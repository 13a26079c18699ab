-- Whether a JSON value may be cast to an argument's type without an error. The nested cases are on
-- purpose: only they promise that nothing is cast before its shape has been looked at.
-- Calls: -
-- Writes: -
create or replace function logic.argument_fits(
    value jsonb, type text, is_parameter boolean, text_length_max bigint)
returns boolean
language plpgsql
immutable
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_text text := value #>> '{}';
begin
    -- An expression without a query costs a fraction of one with: every argument of every request
    -- comes by here.
    return case type
        -- Tab and line ends are text; other control characters (FIX's delimiter among them) are
        -- not.
        when 'text' then jsonb_typeof(value) = 'string'
            and length(v_text) <= text_length_max
            and v_text !~ '[\x01-\x08\x0b\x0c\x0e-\x1f\x7f]'
        when 'bigint' then case when is_parameter or jsonb_typeof(value) = 'number' then
            case when v_text ~ '^-?[0-9]{1,19}$' then v_text::numeric
                between -9223372036854775808 and 9223372036854775807 end end
        when 'numeric' then (is_parameter or jsonb_typeof(value) = 'number')
            and v_text ~ '^-?[0-9]{1,14}(\.[0-9]{1,8})?$'
        when 'boolean' then jsonb_typeof(value) = 'boolean'
            or (is_parameter and v_text in ('true', 'false'))
        when 'uuid' then jsonb_typeof(value) = 'string'
            and v_text ~ '^[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$'
        when 'date' then case when jsonb_typeof(value) = 'string'
                and v_text ~ '^(19|20)[0-9]{2}-(0[1-9]|1[0-2])-[0-3][0-9]$' then
            right(v_text, 2)::integer between 1 and extract(day from
                (left(v_text, 8) || '01')::date + interval '1 month' - interval '1 day') end
        -- What is in it is the function's own business.
        when 'jsonb' then jsonb_typeof(value) in ('array', 'object') and not is_parameter
        else false
    end is true;
end
$$;

revoke all on function logic.argument_fits(jsonb, text, boolean, bigint) from public;

comment on function logic.argument_fits(jsonb, text, boolean, bigint) is
    'Whether a body''s value, or a parameter''s string, is a value of the SQL type named `type`';

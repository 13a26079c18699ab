-- Fills a compiled template in. Values are data: whatever they hold, they begin no placeholder, no
-- tag, no header and no further part. h:name is the value as HTML; the lines of a table are HTML
-- already, made from values that were escaped.
-- Calls: notify.escape_html. Writes: none.
create or replace function notify.render(form text[], facts jsonb)
returns text
language plpgsql immutable security invoker set search_path = pg_catalog, pg_temp
as $$
declare
    -- All that is no text, but tab and line feed; \x1e parts subject, body and HTML.
    v_control constant text := E'\x01\x02\x03\x04\x05\x06\x07\x08\x0b\x0c\x0d\x0e\x0f\x10\x11\x12'
        '\x13\x14\x15\x16\x17\x18\x19\x1a\x1b\x1c\x1d\x1e\x1f\x7f';
    -- As JSON, control characters are escaped, all but the last.
    v_json constant text := facts::text;
    v_is_plain constant boolean := position(E'\\' in v_json) = 0
        and position(E'\x7f' in v_json) = 0;
    v_values text[] := array[]::text[];
    v_name text;
    v_value text;
begin
    -- A loop: a query over the names takes three times as long.
    foreach v_name in array form[2:] loop
        v_value := facts ->> case when v_name = 'h:lines' then 'lines_html'
            when v_name like 'h:%' then substr(v_name, 3) else v_name end;
        if v_name <> 'h:lines' then
            if not v_is_plain then
                v_value := translate(v_value, v_control, '');
            end if;
            if v_name like 'h:%' then
                v_value := notify.escape_html(v_value);
            end if;
        end if;
        v_values := v_values || v_value;
    end loop;
    return format(form[1], variadic v_values);
end
$$;

revoke all on function notify.render(text[], jsonb) from public;
comment on function notify.render(text[], jsonb) is
    'A compiled template (notify.compile) with its values; what is missing is empty';

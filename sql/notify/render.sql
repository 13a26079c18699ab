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
    v_values text[] := array[]::text[];
    v_name text;
begin
    -- A loop: a query over the names takes three times as long.
    foreach v_name in array form[2:] loop
        v_values := v_values || case
            when v_name = 'h:lines' then facts ->> 'lines_html'
            when v_name like 'h:%' then
                notify.escape_html(translate(facts ->> substr(v_name, 3), v_control, ''))
            else translate(facts ->> v_name, v_control, '') end;
    end loop;
    return format(form[1], variadic v_values);
end
$$;

revoke all on function notify.render(text[], jsonb) from public;
comment on function notify.render(text[], jsonb) is
    'A compiled template (notify.compile) with its values; what is missing is empty';

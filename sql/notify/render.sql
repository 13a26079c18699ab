-- Replaces {{name}} by the value of that name. Values are data: what looks like a placeholder
-- inside a value stays as it is, because the text is split at the placeholders once.
-- Calls: none. Writes: none.
create or replace function notify.render(template text, facts jsonb)
returns text
language plpgsql immutable security invoker set search_path = pg_catalog, pg_temp
as $$
declare
    v_parts text[] := string_to_array(
        regexp_replace(template, '\{\{([a-z_]+)\}\}', E'\x01\\1\x01', 'g'), E'\x01');
    v_text text := '';
begin
    for v_place in 1 .. cardinality(v_parts) loop
        v_text := v_text || case when v_place % 2 = 1 then v_parts[v_place]
            else coalesce(facts ->> v_parts[v_place], '') end;
    end loop;
    return v_text;
end
$$;

revoke all on function notify.render(text, jsonb) from public;
comment on function notify.render(text, jsonb) is
    'A template''s text with its placeholders filled in';

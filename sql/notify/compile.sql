-- A template becomes a format() string and the names of its values, in order of their numbers, so
-- that filling it in is one pass and what a value holds is never read as a placeholder.
-- Calls: none. Writes: none.
create or replace function notify.compile(template text)
returns text[]
language plpgsql immutable security invoker set search_path = pg_catalog, pg_temp
as $$
declare
    v_names text[] := array(
        select distinct m[1] from regexp_matches(template, '\{\{([a-z_]+:?[a-z_]*)\}\}', 'g') m);
    v_form text := replace(template, '%', '%%');
begin
    for v_place in 1 .. cardinality(v_names) loop
        v_form := replace(v_form, '{{' || v_names[v_place] || '}}', '%' || v_place || '$s');
    end loop;
    return v_form || v_names;
end
$$;

revoke all on function notify.compile(text) from public;
comment on function notify.compile(text) is
    'A format() string, then the names of its values';

-- Replaces {{name}} by the value of that name. Values are data: what looks like a placeholder
-- inside a value stays as it is, because the text is split at the placeholders once.
-- Calls: none. Writes: none.
create or replace function notify.render(template text, facts jsonb)
returns text
language sql immutable security invoker set search_path = pg_catalog, pg_temp
as $$
    select string_agg(
        case when p.n % 2 = 1 then p.part else coalesce(facts ->> p.part, '') end, '' order by p.n)
    from regexp_split_to_table(
        regexp_replace(template, '\{\{([a-z_]+)\}\}', E'\x01\\1\x01', 'g'), E'\x01')
        with ordinality p (part, n)
$$;

revoke all on function notify.render(text, jsonb) from public;
comment on function notify.render(text, jsonb) is
    'A template''s text with its placeholders filled in';

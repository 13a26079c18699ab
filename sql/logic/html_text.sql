-- Calls: none. Writes: none.
create or replace function logic.html_text(value text)
returns text
language sql immutable security invoker set search_path = pg_catalog, pg_temp
as $$
    select replace(replace(replace(replace(coalesce(value, ''), '&', '&amp;'), '<', '&lt;'),
        '>', '&gt;'), '"', '&quot;')
$$;

revoke all on function logic.html_text(text) from public;
comment on function logic.html_text(text) is 'Text as it may stand in HTML';

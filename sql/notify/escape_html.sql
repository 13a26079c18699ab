-- Safe between tags and in quoted attributes.
-- Calls: none. Writes: none.
create or replace function notify.escape_html(value text)
returns text
language plpgsql immutable security invoker set search_path = pg_catalog, pg_temp
as $$
begin
    return replace(replace(replace(replace(replace(replace(value, '&', '&amp;'), '<', '&lt;'),
        '>', '&gt;'), '"', '&quot;'), '''', '&#39;'), E'\n', '<br>');
end
$$;

revoke all on function notify.escape_html(text) from public;
comment on function notify.escape_html(text) is 'A value as HTML text';

-- Words of people and of the exchange go into messages: what has the shape of a PAN does not.
-- Calls: none. Writes: none.
create or replace function notify.without_secrets(words text)
returns text
language plpgsql immutable security invoker set search_path = pg_catalog, pg_temp
as $$
begin
    return regexp_replace(words, '\m[A-Za-z]{5}[0-9]{4}[A-Za-z]\M', '**********', 'g');
end
$$;

revoke all on function notify.without_secrets(text) from public;
comment on function notify.without_secrets(text) is
    'Free text with everything blanked that has the shape of a PAN';

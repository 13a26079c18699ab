-- Enough of an address and a number to know them again, never the whole.
-- Calls: none. Writes: none.
create or replace function logic.masked_contact(email text, phone text)
returns jsonb
language sql immutable security invoker set search_path = pg_catalog, pg_temp
as $$
    select jsonb_build_object(
        'email', left(masked_contact.email, 1) || 'XXX@'
            || split_part(masked_contact.email, '@', 2),
        'phone', 'XXXXXX' || right(masked_contact.phone, 4))
$$;

revoke all on function logic.masked_contact(text, text) from public;
comment on function logic.masked_contact(text, text) is 'E-mail and phone as people are shown them';

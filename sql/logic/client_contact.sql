-- Calls: none. Writes: none.
create or replace function logic.client_contact(user_id bigint)
returns table (email text, phone text, changed_at timestamptz)
language sql stable security invoker set search_path = pg_catalog, pg_temp
as $$
    select coalesce(k.email, u.email), coalesce(k.phone, u.phone), k.changed_at
    from book.users u
    left join core.client_contacts k on k.user_id = u.user_id
    where u.user_id = client_contact.user_id
$$;

revoke all on function logic.client_contact(bigint) from public;
comment on function logic.client_contact(bigint) is
    'Telephone and e-mail of a client: the desks where it changed them, else the primarys';

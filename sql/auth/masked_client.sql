-- Enough of PAN, date of birth and contact for a person on the phone to confirm, never the whole.
-- Calls: auth.may_see, logic.client_contact, logic.masked_contact
-- Writes: -
create or replace function auth.masked_client(user_id bigint)
returns jsonb
language plpgsql
stable
security definer
set search_path = pg_catalog, pg_temp
as $$
begin
    return (
        select jsonb_build_object(
            'pan', repeat('X', greatest(length(u.pan) - 4, 4))
                || case when length(u.pan) > 4 then right(u.pan, 4) else '' end,
            'date_of_birth', 'XXXX-XX-XX')
            || logic.masked_contact(k.email, k.phone)
            || jsonb_strip_nulls(jsonb_build_object('contact_changed_at', k.changed_at))
        from book.users as u
        cross join lateral logic.client_contact(u.user_id) as k
        where u.user_id = masked_client.user_id
            and auth.may_see(u.user_id));
end
$$;

revoke all on function auth.masked_client(bigint) from public;
grant execute on function auth.masked_client(bigint)
    to ops_agent, ops_supervisor, ops_admin, auditor;

comment on function auth.masked_client(bigint) is
    'PAN, date of birth, e-mail and phone of a client that the person may see, masked; else null';

-- Enough of PAN, date of birth and contact for a person on the phone to confirm, never the whole.
-- Calls: auth.may_see
-- Writes: -
create or replace function auth.masked_client(user_id bigint)
returns jsonb
language sql
stable
security definer
set search_path = ''
as $$
    select pg_catalog.jsonb_build_object(
        'pan', pg_catalog.repeat('X', greatest(pg_catalog.length(u.pan) - 4, 4))
            || case when pg_catalog.length(u.pan) > 4 then pg_catalog.right(u.pan, 4) else '' end,
        'date_of_birth', 'XXXX-XX-XX',
        'email', pg_catalog.left(u.email, 1) || 'XXX@' || pg_catalog.split_part(u.email, '@', 2),
        'phone', 'XXXXXX' || pg_catalog.right(u.phone, 4))
    from book.users as u
    where u.user_id = masked_client.user_id
        and auth.may_see(u.user_id);
$$;

revoke all on function auth.masked_client(bigint) from public;
grant execute on function auth.masked_client(bigint)
    to ops_agent, ops_supervisor, ops_admin, auditor;

comment on function auth.masked_client(bigint) is
    'PAN, date of birth, e-mail and phone of a client that the person may see, masked; else null';

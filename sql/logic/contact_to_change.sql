-- What two people see and decide about: the new contact in full, the one before masked, and
-- which one it is, so that it shows when it has moved since. Null when there is no such client.
-- Calls: logic.client_contact, logic.client_shown, logic.masked_contact. Writes: none.
create or replace function logic.contact_to_change(user_id bigint, email text, phone text)
returns jsonb
language sql stable security invoker set search_path = pg_catalog, pg_temp
as $$
    select jsonb_build_object('client', logic.client_shown(u.user_id),
        'email', contact_to_change.email, 'phone', contact_to_change.phone,
        'before', logic.masked_contact(k.email, k.phone),
        'changes', jsonb_build_object(
            'approval_id', d.approval_id, 'primary_updated_at', u.updated_at))
    from book.users u
    cross join lateral logic.client_contact(u.user_id) k
    left join core.client_contacts d on d.user_id = u.user_id
    where u.user_id = contact_to_change.user_id
$$;

revoke all on function logic.contact_to_change(bigint, text, text) from public;
comment on function logic.contact_to_change(bigint, text, text) is
    'A contact change as an approval shows it';

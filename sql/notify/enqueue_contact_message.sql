-- To where the client was reached before and to where they are now: whoever steals an account by
-- its telephone is seen.
-- Calls: logic.client_contact, notify.enqueue. Writes: none itself.
create or replace function notify.enqueue_contact_message(
    approval_id bigint, user_id bigint, before text[])
returns void
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
begin
    perform notify.enqueue('contact_changed',
        format('contact_changed:%s:%s', enqueue_contact_message.approval_id, a.recipient),
        '{"changed": "contact"}', enqueue_contact_message.user_id,
        channel => case when a.recipient like '%@%' then 'email' else 'sms' end,
        recipient => a.recipient)
    from (
        select distinct x.recipient from (
            select unnest(enqueue_contact_message.before)
            union all
            select unnest(array[k.email, k.phone])
            from logic.client_contact(enqueue_contact_message.user_id) k) x (recipient)
        where x.recipient <> '') a;
end
$$;

revoke all on function notify.enqueue_contact_message(bigint, bigint, text[]) from public;
comment on function notify.enqueue_contact_message(bigint, bigint, text[]) is
    'Tells a client at the old and the new address that the contact was changed';

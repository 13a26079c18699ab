-- To where the client was reached before and to where they are now: whoever steals an account by
-- its telephone is seen.
-- Calls: logic.client_contact, notify.render. Writes: notify.outbox.
create or replace function notify.enqueue_contact_message(
    approval_id bigint, user_id bigint, before text[])
returns void
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
begin
    insert into notify.outbox (
        dedupe_key, template_name, channel, user_id, recipient, subject, body)
    select format('contact_changed:%s:%s', enqueue_contact_message.approval_id,
            row_number() over (order by a.recipient)),
        t.template_name, case when a.recipient like '%@%' then 'email' else 'sms' end, u.user_id,
        a.recipient, t.subject, notify.render(t.body, jsonb_build_object('name', u.name,
            'changed', 'contact'))
    from (
        select distinct x.recipient from (
            select unnest(enqueue_contact_message.before)
            union all
            select unnest(array[k.email, k.phone])
            from logic.client_contact(enqueue_contact_message.user_id) k) x (recipient)
        where x.recipient <> '') a
    join book.users u on u.user_id = enqueue_contact_message.user_id
    join notify.templates t on t.template_name = 'contact_changed';
end
$$;

revoke all on function notify.enqueue_contact_message(bigint, bigint, text[]) from public;
comment on function notify.enqueue_contact_message(bigint, bigint, text[]) is
    'Tells a client at the old and the new address that the contact was changed';

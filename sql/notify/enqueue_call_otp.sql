-- To what is registered, never to what a caller says.
-- Calls: logic.client_contact, notify.render. Writes: notify.outbox.
create or replace function notify.enqueue_call_otp(
    call_otp_id bigint, user_id bigint, code text, minutes bigint)
returns text[]
language sql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
    with queued as (
        insert into notify.outbox (
            dedupe_key, template_name, channel, user_id, recipient, subject, body)
        select format('call_otp:%s:%s', enqueue_call_otp.call_otp_id, a.channel), t.template_name,
            a.channel, u.user_id, a.recipient, t.subject, notify.render(t.body,
                jsonb_build_object('code', enqueue_call_otp.code,
                    'minutes', enqueue_call_otp.minutes))
        from book.users u
        join notify.templates t on t.template_name = 'call_otp'
        cross join lateral logic.client_contact(u.user_id) k
        cross join lateral (values ('email', k.email), ('sms', k.phone)) a (channel, recipient)
        where u.user_id = enqueue_call_otp.user_id and a.recipient <> ''
        returning channel
    )
    select coalesce(array_agg(q.channel order by q.channel), '{}') from queued q
$$;

revoke all on function notify.enqueue_call_otp(bigint, bigint, text, bigint) from public;
comment on function notify.enqueue_call_otp(bigint, bigint, text, bigint) is
    'Sends a callers one-time code to the registered telephone and e-mail; answers the channels';

-- To what is registered now, never to what a caller says, nor to what is registered later. A code
-- is worth nothing when it holds no more, so its message is given up then.
-- Calls: logic.client_contact, notify.enqueue. Writes: none itself.
create or replace function notify.enqueue_call_otp(
    call_otp_id bigint, user_id bigint, code text, minutes bigint)
returns text[]
language sql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
    select coalesce(array_agg(a.channel order by a.channel) filter (where notify.enqueue(
        'call_otp', format('call_otp:%s:%s', enqueue_call_otp.call_otp_id, a.channel),
        jsonb_build_object('code', enqueue_call_otp.code, 'minutes', enqueue_call_otp.minutes),
        enqueue_call_otp.user_id, channel => a.channel, recipient => a.recipient)), '{}')
    from logic.client_contact(enqueue_call_otp.user_id) k
    cross join lateral (values ('email', k.email), ('sms', k.phone)) a (channel, recipient)
    where a.recipient <> ''
$$;

revoke all on function notify.enqueue_call_otp(bigint, bigint, text, bigint) from public;
comment on function notify.enqueue_call_otp(bigint, bigint, text, bigint) is
    'Sends a callers one-time code to the registered telephone and e-mail; answers the channels';

-- What follows from a failed try. again: later, longer after each, with jitter so that what failed
-- together does not come back together; given up after notify_max_attempts. provider: it is not
-- the message's fault, so the try does not count and another provider gets it. refused, address:
-- given up at once. Whatever the fault, what is too old is given up. An answer to a claim that
-- another notifier has taken over since says nothing.
-- Calls: logic.setting_integer, notify.give_up, notify.note_unwell, notify.note_well. Writes:
-- notify.messages.
create or replace function notify.fail(
    message_id bigint, attempt integer, failure text, error text)
returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    v_message notify.messages;
    v_wait double precision;
begin
    select m.* into v_message from notify.messages m
    where m.message_id = fail.message_id and m.state = 'waiting' and m.attempts = fail.attempt
    for update;
    if not found then
        return;
    end if;
    if fail.failure = 'provider' then
        perform notify.note_unwell(v_message.provider, fail.error);
    else
        perform notify.note_well(v_message.provider);
    end if;
    if fail.failure in ('refused', 'address')
        or fail.failure = 'again' and fail.attempt >= logic.setting_integer('notify_max_attempts')
        or v_message.expires_at <= now()
        or v_message.created_at < now()
            - make_interval(hours => logic.setting_integer('notify_max_age_hours')::integer)
    then
        perform notify.give_up(array[fail.message_id], fail.failure, fail.error);
        return;
    end if;
    v_wait := case fail.failure when 'provider' then 1 else least(
        logic.setting_integer('notify_retry_seconds_max'),
        logic.setting_integer('notify_retry_seconds') * power(2, least(fail.attempt - 1, 20))) end;
    update notify.messages m
    set attempts = case fail.failure when 'provider' then m.attempts - 1 else m.attempts end,
        next_attempt_at = now() + make_interval(secs => v_wait * (0.5 + random() / 2)),
        failure = fail.failure, last_error = left(fail.error, 1000)
    where m.message_id = fail.message_id;
end
$$;

revoke all on function notify.fail(bigint, integer, text, text) from public;
grant execute on function notify.fail(bigint, integer, text, text) to irra_notify;
comment on function notify.fail(bigint, integer, text, text) is
    'A try failed: again, refused, address or provider decides what follows';

-- Waits longer after each failure, doubling from one second to an hour; gives up after
-- notify_max_attempts and says so. A one-time code is given up when it holds no more, and not
-- kept.
-- Calls: logic.setting_integer, logic.setting_minutes, logic.raise_alert. Writes: notify.outbox.
create or replace function notify.fail(outbox_id bigint, error text)
returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_state text;
    v_max_wait_doublings constant integer := 12;
begin
    select case when o.attempts >= logic.setting_integer('notify_max_attempts')
            or (o.template_name = 'call_otp'
                and o.created_at < now() - logic.setting_minutes('otp_minutes'))
        then 'dead' else 'waiting' end
    into v_state
    from notify.outbox o where o.outbox_id = fail.outbox_id for update;
    update notify.outbox o
    set state = v_state,
        body = case when v_state = 'dead' and o.template_name = 'call_otp'
            then '(a one-time code)' else o.body end,
        next_attempt_at = now() + make_interval(
            secs => least(3600, power(2, least(o.attempts, v_max_wait_doublings)))),
        last_error = left(error, 1000)
    where o.outbox_id = fail.outbox_id and o.state = 'waiting'
    returning o.state into v_state;
    if v_state = 'dead' then
        perform logic.raise_alert('message_dead', 'warning', fail.outbox_id::text,
            jsonb_build_object('error', left(error, 1000)));
    end if;
end
$$;

revoke all on function notify.fail(bigint, text) from public;
grant execute on function notify.fail(bigint, text) to irra_notify;
comment on function notify.fail(bigint, text) is
    'A delivery failed: try again later, or give up after notify_max_attempts';

-- Claimed and not tried: the lease would have ended first, or the notifier stops. As if it had not
-- been claimed.
-- Calls: none. Writes: notify.messages.
create or replace function notify.release(message_ids bigint[])
returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
    update notify.messages m set attempts = m.attempts - 1, next_attempt_at = now()
    where m.message_id = any (release.message_ids) and m.state = 'waiting' and m.attempts > 0;
end
$$;

revoke all on function notify.release(bigint[]) from public;
grant execute on function notify.release(bigint[]) to irra_notify;
comment on function notify.release(bigint[]) is
    'Gives messages back that were claimed and not tried';

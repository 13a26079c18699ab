-- A one-time code that was sent is not kept.
-- Calls: none. Writes: notify.outbox.
create or replace function notify.complete(outbox_ids bigint[])
returns void
language sql volatile security definer set search_path = pg_catalog, pg_temp
as $$
    update notify.outbox o set state = 'sent', sent_at = now(), last_error = null,
        body = case o.template_name when 'call_otp' then '(a one-time code)' else o.body end
    where o.outbox_id = any (outbox_ids) and o.state = 'waiting'
$$;

revoke all on function notify.complete(bigint[]) from public;
grant execute on function notify.complete(bigint[]) to irra_notify;
comment on function notify.complete(bigint[]) is 'Marks messages as delivered';

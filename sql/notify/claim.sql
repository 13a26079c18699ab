-- Takes messages to deliver under a lease; a notifier that dies loses them to the next after it.
-- Calls: none. Writes: notify.outbox.
create or replace function notify.claim(
    max_messages integer default 100, lease_seconds integer default 30)
returns table (
    outbox_id bigint, channel text, recipient text, subject text, body text,
    created_at timestamptz)
language sql volatile security definer set search_path = pg_catalog, pg_temp
as $$
    update notify.outbox o
    set attempts = o.attempts + 1, next_attempt_at = now() + make_interval(secs => lease_seconds)
    where o.outbox_id = any (array(
        select w.outbox_id from notify.outbox w
        where w.state = 'waiting' and w.next_attempt_at <= now()
        order by w.next_attempt_at, w.outbox_id
        limit max_messages
        for update skip locked))
    returning o.outbox_id, o.channel, o.recipient, o.subject, o.body, o.created_at
$$;

revoke all on function notify.claim(integer, integer) from public;
grant execute on function notify.claim(integer, integer) to irra_notify;
comment on function notify.claim(integer, integer) is
    'Messages to deliver now; each comes again after the lease unless completed';

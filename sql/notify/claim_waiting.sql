-- Claims messages of a channel that wait already: made while no provider could take them, failed
-- before and due again, or lost by a notifier that died. Only the first of a lane, so that one
-- person's messages on one channel keep their order.
-- Calls: notify.render, notify.told_orders. Writes: notify.messages.
create or replace function notify.claim_waiting(
    priority smallint, channel text, provider text, allowance integer, lease_seconds integer)
returns table (message_id bigint, recipient text, content text, dlt_template_id text,
    created_at timestamptz, attempt integer, order_ids bigint[])
language plpgsql volatile rows 100 security invoker
set search_path = pg_catalog, pg_temp set enable_seqscan = off
set enable_bitmapscan = off set enable_mergejoin = off set enable_hashjoin = off set jit = off
as $$
#variable_conflict use_column
begin
    return query
    with claimed as (
        update notify.messages m
        set attempts = m.attempts + 1, provider = claim_waiting.provider,
            next_attempt_at = now() + make_interval(secs => lease_seconds)
        where m.message_id = any (array(
            select w.message_id from notify.messages w
            where w.state = 'waiting' and w.channel = claim_waiting.channel
                and w.priority = claim_waiting.priority and w.next_attempt_at <= now()
                -- Looked up for each row, whatever the plan was made over: an anti-join may read
                -- the whole index for each.
                and w.message_id = (
                    select e.message_id from notify.messages e
                    where e.state = 'waiting' and e.lane = w.lane
                    order by e.lane, e.message_id limit 1)
                and (w.expires_at is null or w.expires_at > now())
            order by w.next_attempt_at
            limit allowance
            for update skip locked))
        returning m.*
    )
    select c.message_id, c.recipient, notify.render(t.form, c.facts), t.dlt_template_id,
        c.created_at, c.attempts, notify.told_orders(c.order_id, c.facts)
    from claimed c
    join notify.templates t on t.template_id = c.template_id
    order by c.message_id;
end
$$;

revoke all on function notify.claim_waiting(smallint, text, text, integer, integer) from public;
comment on function notify.claim_waiting(smallint, text, text, integer, integer) is
    'Claims the first due message of each lane on a channel';

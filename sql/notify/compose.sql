-- Makes messages of what is due in one priority. What a provider can take at once is claimed by the
-- same statement; the rest waits for the next claim. A message behind another of its lane waits for
-- that one's end.
-- Calls: logic.setting_integer, notify.render, notify.take_due, notify.told_orders, notify.word,
-- queue.wake.
-- Writes: notify.messages.
create or replace function notify.compose(
    priority smallint, claimed_channel text, claimed_provider text, allowance integer,
    max_lanes integer, lease_seconds integer)
returns table (message_id bigint, recipient text, content text, dlt_template_id text,
    created_at timestamptz, attempt integer, order_ids bigint[])
language plpgsql volatile rows 100 security invoker
set search_path = pg_catalog, pg_temp set enable_seqscan = off
set enable_bitmapscan = off set jit = off
as $$
#variable_conflict use_column
declare
    v_rows notify.outbox[] := array(select t from notify.take_due(compose.priority,
        claimed_channel, max_lanes, logic.setting_integer('notify_events_max')::integer) t);
begin
    if cardinality(v_rows) = 0 then
        return;
    end if;
    return query
    with stored as (
        insert into notify.messages (lane, channel, kind, template_id, user_id, person_id, order_id,
            notice_id, recipient, facts, events, priority, state, attempts, next_attempt_at,
            expires_at, finished_at, provider, failure, last_error)
        select w.lane || ':' || w.channel, w.channel, w.kind, w.template_id, w.user_id,
            w.person_id, case when w.events = 1 then w.order_id end, w.notice_id, w.recipient,
            w.facts, w.events, compose.priority, c.state, c.is_claimed::integer,
            case when c.is_claimed then now() + make_interval(secs => lease_seconds)
                else coalesce(w.not_before, now()) end, w.expires_at,
            case when c.state <> 'waiting' then now() end,
            case when c.is_claimed then claimed_provider end,
            case c.state when 'dead' then 'refused' end,
            case c.state when 'dead' then 'there is no template' end
        from notify.word(v_rows) w
        cross join lateral (select case when w.template_id is null then 'dead'
            when w.channel = 'in_app' then 'sent' when w.recipient = '' then 'skipped'
            else 'waiting' end as state) x
        cross join lateral (select x.state, x.state = 'waiting' and w.channel = claimed_channel
            and w.place <= allowance and w.lane_place = 1
            and coalesce(w.not_before <= now(), true)
            and coalesce(w.expires_at > now(), true)
            and not exists (
                select from notify.messages m where m.state = 'waiting'
                    and m.lane = w.lane || ':' || w.channel) as is_claimed
            -- Worked out once, not wherever it is used.
            offset 0) c
        order by w.outbox_id
        returning *
    ),
    -- Who carries another channel sleeps, perhaps.
    woken as (
        select queue.wake('notify') from stored s
        where s.state = 'waiting' and s.channel <> claimed_channel limit 1
    )
    select s.message_id, s.recipient, notify.render(t.form, s.facts), t.dlt_template_id,
        s.created_at, s.attempts, notify.told_orders(s.order_id, s.facts)
    from stored s
    join notify.templates t on t.template_id = s.template_id
    where s.state = 'waiting' and s.attempts = 1 and (select count(*) from woken) >= 0
    order by s.message_id;
end
$$;

revoke all on function notify.compose(smallint, text, text, integer, integer, integer)
    from public;
comment on function notify.compose(smallint, text, text, integer, integer, integer) is
    'Makes messages of what is due; answers those that are claimed for a provider';

-- What is to be said of events, to whom, by which template: for each person and channel one
-- message, of all that waited together where the stream coalesces; the page shows each by itself.
-- An event that yields to a later one of its order is left out. `place` counts the messages of a
-- channel, `lane_place` those of one person on it, in order.
-- Calls: logic.setting, notify.address_clients, notify.address_people, notify.digest.
-- Writes: none.
create or replace function notify.word(due notify.outbox[])
returns table (outbox_id bigint, lane text, channel text, kind text, template_id bigint,
    user_id bigint, person_id bigint, order_id bigint, notice_id bigint, recipient text,
    facts jsonb, events bigint, expires_at timestamptz, not_before timestamptz, place bigint,
    lane_place bigint)
language plpgsql stable rows 100 security invoker
set search_path = pg_catalog, pg_temp set enable_seqscan = off
set enable_bitmapscan = off set jit = off
as $$
#variable_conflict use_column
declare
    v_language text := logic.setting('notify_language');
begin
    return query
    with addressed as materialized (
        select a.*, case when a.coalesces and a.channel <> 'in_app' then 0 else a.outbox_id end
            as part
        from (select * from notify.address_clients(word.due)
            union all select * from notify.address_people(word.due)) a
    ),
    latest as materialized (
        select a.order_id, a.channel, max(a.outbox_id) as outbox_id
        from addressed a where a.order_id is not null
        group by a.order_id, a.channel
    ),
    told as (
        -- The second window begins as the first does: one sort for both.
        select g.*, count(*) over (partition by g.lane, g.channel, g.part) as events,
            row_number() over (partition by g.lane, g.channel, g.part order by g.outbox_id)
                as event,
            row_number() over (partition by g.lane, g.channel order by g.part, g.outbox_id)
                as lane_place
        from addressed g
        join notify.kinds k on k.kind = g.kind
        left join latest l on l.order_id = g.order_id and l.channel = g.channel
        where not (k.yields and l.outbox_id > g.outbox_id is true)
    ),
    -- Of most there is one; only of several everything is gathered.
    tables as (
        select e.lane, e.channel, notify.digest(array_agg(row(e.outbox_id, e.lane, e.kind,
                e.channel, e.user_id, e.person_id, e.order_id, e.notice_id, e.recipient, e.language,
                e.facts, e.created_at, e.expires_at, e.not_before, e.coalesces, e.priority
                )::notify.addressed order by e.outbox_id), e.channel, min(e.language)) as facts
        from told e where e.events > 1
        group by e.lane, e.channel
    )
    select g.outbox_id, g.lane, g.channel, n.kind, t.template_id, g.user_id, g.person_id,
        g.order_id, g.notice_id, g.recipient, coalesce(d.facts, g.facts), g.events, g.expires_at,
        g.not_before, row_number() over (partition by g.channel order by g.outbox_id),
        g.lane_place
    from told g
    cross join lateral (select case when g.events = 1 then g.kind
        else split_part(g.lane, ':', 1) || '_digest' end) n (kind)
    left join tables d on g.events > 1 and d.lane = g.lane and d.channel = g.channel
    left join lateral (
        select v.template_id from notify.templates v
        where v.kind = n.kind and v.channel = g.channel and v.state = 'active'
            and v.language in (g.language, v_language)
        order by v.language = g.language desc limit 1) t on true
    where g.event = 1;
end
$$;

revoke all on function notify.word(notify.outbox[]) from public;
comment on function notify.word(notify.outbox[]) is
    'Messages to make of events, with recipient, template and facts';

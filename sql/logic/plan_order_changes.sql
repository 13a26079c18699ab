-- What each change makes of its order, which the caller holds locked; no row where no transition
-- allows it. Reserved is what the exchange may execute, whichever message it has worked on: while
-- a replacement is on its way the larger of both quantities counts. Only the answer to the newest
-- replacement is believed: a repeated older one changes nothing.
-- Calls: logic.order_event, logic.setting_integer. Writes: none.
create or replace function logic.plan_order_changes(changes core.order_change[])
returns table (
    order_id bigint, event text, from_status text, by_status text, to_status text,
    is_reopened boolean,
    quantity bigint, limit_price numeric, current_cl_ord_id text, replacing_quantity bigint,
    cumulative_quantity bigint, leaves_quantity bigint, average_price numeric,
    exchange_order_id text, chase_at timestamptz, reason text, details jsonb,
    is_overfilled boolean)
language plpgsql stable rows 10 security invoker set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    v_chase_seconds bigint := logic.setting_integer('chase_after_seconds');
    v_max_chases bigint := logic.setting_integer('chase_max_replaces');
begin
    return query
    select o.order_id, c.event, o.status::text, w.to_status, coalesce(t.to_status, o.status),
        -- An order that a bust leaves closed is not opened again: its bust is told by itself.
        s.is_live is false and t.to_status <> o.status
            and (l.is_live or c.event not like 'amended%'),
        case when k.replacing_quantity is null or not l.is_live
            then greatest(b.quantity, k.cumulative_quantity) else b.quantity end,
        case when a.is_applied and o.order_type <> 'MARKET'
            then coalesce(c.limit_price, o.limit_price) else o.limit_price end,
        case when a.is_applied and c.event = 'replaced'
            then coalesce(c.cl_ord_id, o.current_cl_ord_id) else o.current_cl_ord_id end,
        case when l.is_live then k.replacing_quantity end,
        k.cumulative_quantity,
        -- What lives may trade all that it has not: a report's own LeavesQty could free what the
        -- exchange may still execute.
        case when l.is_live
            then greatest(b.quantity, k.replacing_quantity, k.cumulative_quantity)
                - k.cumulative_quantity
            else 0 end,
        case when k.cumulative_quantity = 0 then null
            when coalesce(c.cumulative_quantity >= o.cumulative_quantity, false)
                or c.event like 'amended%'
            then coalesce(c.average_price, o.average_price) else o.average_price end,
        coalesce(o.exchange_order_id, c.exchange_order_id),
        case when o.order_type <> 'PROTECTED' or o.chases >= v_max_chases or v_chase_seconds <= 0
                or t.to_status not in ('acknowledged', 'partially_filled') then null
            when o.status in ('acknowledged', 'partially_filled') then o.chase_at
            else now() + make_interval(secs => v_chase_seconds) end,
        c.reason, c.details,
        coalesce(c.cumulative_quantity > k.most, false)
    from unnest(changes) c
    -- A look-up for each, whatever the planner thinks of the array: never all orders for a few.
    cross join lateral (
        select x.* from core.orders x where x.order_id = c.order_id limit 1) o
    join core.order_statuses s on s.status = o.status
    -- `offset 0`: each step is worked out once, not again wherever its result is used.
    cross join lateral (
        -- A replacement newer than the one that this answers.
        select exists (
            select from core.order_requests r
            join core.order_requests n on n.order_id = r.order_id and n.kind = 'replace'
                and n.order_request_id > r.order_request_id
            where r.order_id = o.order_id and r.kind = 'replace' and r.cl_ord_id = c.cl_ord_id
                and c.event in ('replaced', 'replace_rejected')) as is_stale
        offset 0
    ) q
    cross join lateral (
        select c.event in ('replaced', 'restated') and not q.is_stale as is_applied
        offset 0
    ) a
    cross join lateral (
        select case when a.is_applied then coalesce(nullif(c.quantity, 0),
                case c.event when 'replaced' then o.replacing_quantity end, o.quantity)
            else o.quantity end as quantity
        offset 0
    ) b
    cross join lateral (
        select r.replacing_quantity, m.most,
            -- The one way back: a trade of the order was taken back or corrected.
            least(m.most, case when c.event like 'amended%' then c.cumulative_quantity
                else greatest(o.cumulative_quantity, c.cumulative_quantity) end)
                as cumulative_quantity
        from (select case
            when c.event in ('replaced', 'replace_rejected') and not q.is_stale then null
            when c.event = 'replace_requested' then c.quantity
            else o.replacing_quantity end as replacing_quantity) r
        cross join lateral (select greatest(
            b.quantity, r.replacing_quantity, o.cumulative_quantity) as most) m
        offset 0
    ) k
    cross join lateral (
        select case
            -- The exchange itself has ended it: what says that it lives is late.
            when o.status = 'expired'
                and c.event in ('acknowledged', 'partially_filled', 'replaced', 'restated')
                and exists (
                    select from core.order_events v
                    where v.order_id = o.order_id and v.event = 'expired'
                        and v.details ? 'sequence') then c.event || '_after_end'
            -- People have, in its place, and nobody but they.
            when o.status = 'cancelled'
                and c.event in ('acknowledged', 'partially_filled', 'replaced', 'restated')
                and (select v.event from core.order_events v
                    where v.order_id = o.order_id and v.to_status = 'cancelled'
                        and v.from_status <> 'cancelled'
                    order by v.order_event_id desc limit 1) = 'settled_cancelled'
                then case when k.cumulative_quantity > 0 then 'partially_filled'
                    else 'acknowledged' end || '_after_settling'
            -- As nearly always: the event bears its own name.
            when c.event in ('sent', 'acknowledged', 'partially_filled', 'filled')
                and k.replacing_quantity is null then c.event
            else logic.order_event(o.status,
                -- Replaced or restated to nothing: taken out.
                case when a.is_applied and c.quantity = 0 then 'cancelled' else c.event end,
                b.quantity, k.cumulative_quantity, k.replacing_quantity) end as name
        offset 0
    ) e
    -- Acknowledged and filled in one go: by the way of the state between.
    left join core.order_transitions w on (w.from_status, w.event) = (o.status, 'acknowledged')
        and c.details ? 'acknowledged' and e.name <> 'partially_filled_after_end'
    left join core.order_transitions t
        on (t.from_status, t.event) = (coalesce(w.to_status, o.status), e.name)
        and not q.is_stale
    left join core.order_statuses l on l.status = coalesce(t.to_status, o.status)
    where t.to_status is not null or q.is_stale;
end
$$;

revoke all on function logic.plan_order_changes(core.order_change[]) from public;
comment on function logic.plan_order_changes(core.order_change[]) is
    'What changes make of their orders by the transition rows; none for a change not allowed';

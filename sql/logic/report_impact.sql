-- The incident in figures: [what, figure] lines. A drill's are those of what was practised, though
-- its end took all trades back (notices with ends_drill).
-- Calls: logic.india_number, logic.india_time. Writes: none.
create or replace function logic.report_impact(since timestamptz, until timestamptz)
returns jsonb
language sql stable security invoker set search_path = pg_catalog, pg_temp
as $$
    select jsonb_agg(jsonb_build_array(f.what, f.figure) order by f.place)
    from (
        select 1 as place, 'from' as what, logic.india_time(since) as figure
        union all select 2, 'until', logic.india_time(until)
        union all select 3, 'duration', date_trunc('second', until - since)::text
        union all
        select 4, 'primary last reachable', coalesce(
            logic.india_time(p.last_reachable_at), 'never')
        from sync.primary_state p
        union all
        select 5, 'activation, second approval to first order on the wire',
            coalesce(max(t.to_first_order_sent)::text, 'no order')
        from ops.takeovers t where t.activated_at between since and until
        union all
        select 6, 'callers who waited', logic.india_number(count(*))
        from core.waiting_callers w where w.waiting_since between since and until
        union all
        select 7, 'longest wait of a caller',
            coalesce(max(date_trunc('second', coalesce(w.ended_at, until)
                - w.waiting_since))::text, '')
        from core.waiting_callers w where w.waiting_since between since and until
        union all
        select 8, 'calls', logic.india_number(count(*))
        from core.calls c where c.opened_at between since and until
        union all
        select 9, 'clients served', logic.india_number(count(distinct c.user_id))
        from core.calls c where c.opened_at between since and until
        union all
        select 10, 'failed verifications', logic.india_number(count(*))
        from core.call_attempts a
        where a.at between since and until and a.outcome <> 'verified'
        union all
        select 11, 'orders ' || s.status, logic.india_number(count(*))
        from core.orders o
        cross join lateral (
            select case when exists (
                select from core.trade_notices n
                where n.order_id = o.order_id and n.ends_drill)
            then (select e.from_status from core.order_events e
                where e.order_id = o.order_id order by e.order_event_id desc limit 1)
            else o.status end as status) s
        where o.created_at between since and until group by s.status
        union all
        select 12, 'value traded by the desk, rupees',
            logic.india_number(coalesce(sum(t.quantity * t.price * i.multiplier), 0), 2)
        from core.trades t
        join core.orders o on o.order_id = t.order_id
        join book.instruments i on i.instrument_id = t.instrument_id
        where o.created_at between since and until
            and (t.busted_at is null or exists (
                select from core.trade_notices n
                where n.trade_id = t.trade_id and n.ends_drill))
        union all
        select 13, 'trades the primary had not told', logic.india_number(count(*))
        from ops.gap_trades
        union all
        select 14, 'alerts ' || a.severity, logic.india_number(count(*))
        from core.alerts a where a.raised_at between since and until group by a.severity) f
$$;

revoke all on function logic.report_impact(timestamptz, timestamptz) from public;
comment on function logic.report_impact(timestamptz, timestamptz) is
    'An incident in figures: times, callers, calls, clients, orders, value, gap, alerts';

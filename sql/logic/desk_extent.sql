-- A cheap look at whether anything has happened that the records would show: rows only grow, or
-- are named by something that grows. A number that is given out first may be committed last: who
-- relies on the greatest collects once more when what was under way is over.
-- Calls: none. Writes: none.
create or replace function logic.desk_extent(since timestamptz)
returns jsonb
language sql stable security invoker set search_path = pg_catalog, pg_temp
as $$
    select jsonb_build_object(
        'order_event', (select max(e.order_event_id) from core.order_events e),
        'trade', (select max(t.trade_id) from core.trades t),
        'trade_change', (select max(c.trade_change_id) from core.trade_changes c),
        'fill', (select max(f.temp_trade_id) from core.temp_trades f),
        'provisional', (
            select count(*) from core.temp_trades f where f.state = 'provisional'),
        'primary_order', (
            select jsonb_build_array(count(*), sum(w.xmin::text::bigint))
                from core.primary_orders w),
        'instruction', (select max(i.instruction_id) from core.instructions i),
        'calls', (
            select jsonb_build_array(count(*), count(c.closed_at)) from core.calls c
            where c.opened_at >= since),
        'decided', (
            select jsonb_build_array(count(*), count(a.decided_at)) from core.approvals a
            where a.requested_at >= since and a.action not like 'site%'),
        'contact', (
            select jsonb_build_array(count(*), sum(k.xmin::text::bigint))
                from core.client_contacts k),
        'unassigned', (
            select count(*) from core.trades t where t.position_id is null),
        'site_change', (select max(s.site_change_id) from core.site_changes s))
$$;

revoke all on function logic.desk_extent(timestamptz) from public;
comment on function logic.desk_extent(timestamptz) is
    'Changes whenever the records for the primary would; without reading them';

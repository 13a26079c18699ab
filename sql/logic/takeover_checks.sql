-- What two people look at before the desk stands in for the primary. `stop`: not before this is
-- mended; `look`: a person weighs it. Nothing here decides: an outage is exactly when something is
-- not as it should be.
-- Calls: fix.last_clock_difference, logic.india_time, logic.trading_day.
create or replace function logic.takeover_checks()
returns table (check_name text, verdict text, detail text, advice text)
language sql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
    select 'primary', case when p.reachable then 'look' else 'ok' end,
        case when p.reachable then 'answers the desk' else 'does not answer' end
            || ', last reachable ' || coalesce(logic.india_time(p.last_reachable_at), 'never'),
        case when p.reachable then 'Its database lives. Is the main site really down? Have its '
            || 'order sessions switched off at the exchange before you go on.' end
    from sync.primary_state p
    union all
    select 'lag at last contact', case when r.lag_bytes <= 65536 then 'ok' else 'look' end,
        coalesce(r.lag_bytes || ' bytes not confirmed', 'not known') || coalesce(' at '
            || logic.india_time(r.primary_last_reachable_at), '') || coalesce(', received up to '
            || r.received_lsn || ', last message ' || logic.india_time(r.last_message_at), ''),
        case when r.lag_bytes <= 65536 then null
            else 'Trades in that part come by the drop copy: GET /reports/gap lists them.' end
    from ops.replication r
    union all
    select 'book', case when k.tables is not null then 'stop'
            when logic.trading_day() is distinct from d.today then 'look' else 'ok' end,
        coalesce('being copied: ' || k.tables,
            'positions of ' || coalesce(logic.trading_day()::text, 'no day')),
        case when k.tables is not null then 'No order can be made (IR504) until it is whole.'
            when logic.trading_day() is distinct from d.today
                then 'The primary has not opened today: compare opening positions first.' end
    from (select (clock_timestamp() at time zone 'Asia/Kolkata')::date as today) d
    cross join (
        select string_agg(c.relname::text, ', ' order by c.relname) as tables
        from pg_catalog.pg_subscription_rel s
        join pg_catalog.pg_class c on c.oid = s.srrelid
        where s.srsubstate <> 'r' and c.relnamespace = 'book'::regnamespace) k
    union all
    select 'opening positions',
        case when f.dump_id is not null and h.held + b.breaks = 0 then 'ok' else 'look' end,
        coalesce('frozen on dump ' || f.dump_id, 'not frozen on a verified dump') || ', '
            || h.held || ' changed since, ' || b.breaks || ' breaks with the clearing member',
        case when f.dump_id is null
                then 'Positions stand on what the stream brought: compare before large orders.'
            when h.held + b.breaks > 0
                then 'These clients first by hand: ops.held_openings, ops.opening_breaks.' end
    from (select logic.trading_day() as today) d
    left join sync.frozen_days f on f.trade_date = d.today
    cross join lateral (
        select count(*) as held from sync.held_openings x where x.trade_date = d.today) h
    cross join lateral (
        select count(*) as breaks from ops.opening_breaks x where x.trade_date = d.today) b
    union all
    select 'rows not folded', case when r.trades_not_folded + r.opening_positions_not_folded = 0
            and f.refused = 0 then 'ok' else 'look' end,
        r.trades_not_folded || ' trades, ' || r.opening_positions_not_folded
            || ' opening positions, ' || f.refused || ' refused rows',
        case when f.refused > 0 then 'Clients of refused rows are not traded: ops.refused_rows.'
        end
    from ops.replication r
    cross join (select count(*) as refused from sync.refused_rows x where x.resolved_at is null) f
    union all
    select case s.kind when 'order' then 'order session ' else 'drop copy ' end || s.name,
        case when s.status = 'logged_on' and s.led and s.parked = 0 then 'ok' else 'look' end,
        s.status || coalesce(' since ' || logic.india_time(s.status_since), '')
            || coalesce(', last message ' || logic.india_time(s.last_inbound_at), '')
            || case when s.parked > 0 then ', parked messages: ' || s.parked else '' end,
        case when s.status = 'logged_on' and s.led then null
            when s.kind = 'order' then 'No order leaves before it is logged on.'
            else 'Fills stay provisional and reserved until it is back.' end
    from ops.fix_sessions s where s.enabled and not s.conformance
    union all
    select 'order sessions', case when count(*) filter (where s.status = 'logged_on') > 0
            then 'ok' else 'stop' end,
        count(*) filter (where s.status = 'logged_on') || ' of ' || count(*) || ' logged on',
        case when count(*) filter (where s.status = 'logged_on') = 0
            then 'Nothing can be sent: mend the line to the exchange first.' end
    from ops.fix_sessions s where s.enabled and not s.conformance and s.kind = 'order'
    union all
    select 'open orders', case when count(*) filter (where b.exchange_order_id is null) = 0
            then 'ok' else 'look' end,
        count(*) || ' of the primary, ' || count(*) filter (where b.exchange_order_id is null)
            || ' without the exchange''s number; ' || (select count(*) from core.orders o
                where o.leaves_quantity > 0) || ' of the desk',
        case when count(*) filter (where b.exchange_order_id is null) > 0
            then 'The desk cannot cancel an order whose number nobody told: ops.unknown_orders.'
        end
    from book.orders b
    where b.trade_date = logic.trading_day() and b.status in ('open', 'partially_filled')
    union all
    select 'unconfirmed trades', case when count(*) = 0 then 'ok' else 'look' end,
        count(*) || ' fills wait for the drop copy', null
    from core.temp_trades t where t.state = 'provisional'
    union all
    select 'unassigned trades', case when count(*) = 0 then 'ok' else 'look' end,
        count(*) || ' trades of nobody known',
        case when count(*) > 0 then 'They are in no position: POST /trades/{id}/assign.' end
    from ops.unassigned_trades
    union all
    select 'position breaks', case when d.positions_agree then 'ok'
            when d.positions_agree is null then 'look' else 'stop' end,
        coalesce(d.positions_detail || ', looked ' || logic.india_time(d.checked_at),
            'not known: no monitor runs'),
        case when not d.positions_agree then 'A figure is wrong: call the engineers.' end
    from sync.desk_state d
    union all
    select 'clock ' || s.name, case when abs(d.seconds) < 2 then 'ok' else 'look' end,
        round(d.seconds, 3) || ' s between the exchange''s clock and this one',
        case when abs(d.seconds) >= 2 then 'Compare the machine''s clock with NTP.' end
    from fix.sessions s
    cross join lateral (select fix.last_clock_difference(s.name) as seconds) d
    where s.enabled and not s.conformance and d.seconds is not null
    union all
    select 'disk', case when d.free_bytes > d.total_bytes / 10 then 'ok' else 'look' end,
        coalesce(pg_size_pretty(d.free_bytes) || ' of ' || pg_size_pretty(d.total_bytes)
            || ' free, looked ' || logic.india_time(d.checked_at),
            'not known: no monitor on its machine'),
        case when d.free_bytes <= d.total_bytes / 10
            then 'Less than a tenth is left: make room now.' end
    from sync.desk_state d
    union all
    select 'worker ' || k.kind, case when a.alive > 0 then 'ok'
            when k.kind in ('front', 'gateway') then 'stop' else 'look' end,
        a.alive || ' alive', case when a.alive = 0 then 'Start irra ' || k.kind || '.' end
    from (values ('gateway'), ('front'), ('sync'), ('notify'), ('monitor')) k (kind)
    cross join lateral (
        select count(*) as alive from core.workers w
        where w.kind = k.kind and w.last_seen_at > now() - make_interval(secs => (
            select s.value::integer from core.settings s
            where s.name = 'worker_silence_seconds'))) a
    union all
    select 'people', case when count(*) > 0 then 'ok' else 'look' end,
        count(*) || ' agents logged in', case when count(*) = 0
            then 'Have the agents log in: nobody can take a call.' end
    from auth.sessions s
    where s.role = 'ops_agent' and s.ended_at is null and s.expires_at > now()
    union all
    select 'critical alerts', case when count(*) = 0 then 'ok' else 'look' end,
        coalesce(string_agg(a.kind || ' ' || a.subject, ', ' order by a.alert_id), 'none'), null
    from (select * from core.alerts x where x.severity = 'critical' and x.resolved_at is null
        and x.kind <> 'primary_unreachable' order by x.alert_id limit 10) a
$$;

revoke all on function logic.takeover_checks() from public;
comment on function logic.takeover_checks() is
    'One row a check before the desk takes over: ok, look or stop, what was found, what to do';

-- What two people look at before the desk ends order making (`returning`) or falls back to
-- `standby`.
-- Calls: logic.india_time.
create or replace function logic.handback_checks()
returns table (check_name text, verdict text, detail text, advice text)
language sql stable security invoker set search_path = pg_catalog, pg_temp
as $$
    select 'primary', case when p.reachable then 'ok' else 'look' end,
        case when p.reachable then 'answers the desk' else 'does not answer' end
            || ', last reachable ' || coalesce(logic.india_time(p.last_reachable_at), 'never'),
        case when not p.reachable
            then 'What the desk did waits here until it answers, or goes as a package of files.'
        end
    from sync.primary_state p
    union all
    select 'live orders', case when count(*) = 0 then 'ok' else 'look' end,
        count(*) || ' orders of the desk may still trade',
        case when count(*) > 0 then 'They finish, or are cancelled: POST /orders/cancel-all, '
            || 'or a kill switch for the desk.' end
    from ops.live_orders
    union all
    select 'waiting exits', case when count(*) = 0 then 'ok' else 'look' end,
        count(*) || ' exits wait', null
    from core.exits e where e.state in ('waiting_approval', 'waiting_cancels', 'queued')
    union all
    select 'unconfirmed trades', case when count(*) = 0 then 'ok' else 'look' end,
        count(*) || ' fills wait for the drop copy',
        case when count(*) > 0 then 'POST /fills/{id}/promote when the drop copy stays away.' end
    from core.temp_trades t where t.state = 'provisional'
    union all
    select 'unassigned trades', case when count(*) = 0 then 'ok' else 'look' end,
        count(*) || ' trades of nobody known',
        case when count(*) > 0 then 'They go to the primary as they are.' end
    from ops.unassigned_trades
    union all
    select 'position breaks', case when d.positions_agree then 'ok'
            when d.positions_agree is null then 'look' else 'stop' end,
        coalesce(d.positions_detail || ', looked ' || logic.india_time(d.checked_at),
            'not known: no monitor runs'),
        null
    from sync.desk_state d
    union all
    select 'open calls', case when count(*) = 0 then 'ok' else 'look' end,
        count(*) || ' calls are open', null
    from core.calls c where c.closed_at is null and c.expires_at > now()
$$;

revoke all on function logic.handback_checks() from public;
comment on function logic.handback_checks() is
    'One row a check before the desk hands back: ok, look or stop, what was found, what to do';

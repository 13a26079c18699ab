-- What is not at rest yet: while one of these counts, nothing is sealed for the primary.
-- Calls: none. Writes: none.
create or replace function logic.failback_blockers()
returns jsonb
language sql stable security invoker set search_path = pg_catalog, pg_temp
as $$
    select coalesce(jsonb_object_agg(b.name, b.count), '{}')
    from (
        select 'live_orders', count(*) from core.orders o
        join core.order_statuses s on s.status = o.status and s.is_live
        union all
        select 'waiting_exits', count(*) from core.exits e
        where e.state in ('waiting_approval', 'waiting_cancels', 'queued')
        union all
        select 'unconfirmed_fills', count(*) from core.temp_trades f
        where f.state = 'provisional'
        union all
        select 'cancels_of_primary_orders', count(*) from core.primary_orders w
        where w.is_live and w.status in ('cancel_pending', 'unknown')) b (name, count)
    where b.count > 0
$$;

revoke all on function logic.failback_blockers() from public;
comment on function logic.failback_blockers() is
    'What may still change at the exchange, by name and count; empty when all is at rest';

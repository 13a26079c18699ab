-- Calls: none. Writes: core.alerts.
create or replace function logic.settle_deleted_positions()
returns void
language sql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
    update core.alerts a set resolved_at = now()
    from core.positions p
    join book.opening_positions o
        on (o.trade_date, o.user_id, o.instrument_id, o.product)
            = (p.trade_date, p.user_id, p.instrument_id, p.product)
    where a.kind = 'primary_deleted_opening_position' and a.resolved_at is null
        and p.position_id = a.subject::bigint and p.overnight_quantity = o.quantity
$$;

revoke all on function logic.settle_deleted_positions() from public;
comment on function logic.settle_deleted_positions() is
    'Resolves the alerts of deleted opening positions that the primary has brought back';

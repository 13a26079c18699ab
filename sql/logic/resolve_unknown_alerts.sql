-- Calls: none. Writes: core.alerts.
create or replace function logic.resolve_unknown_alerts()
returns void
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
begin
    update core.alerts a set resolved_at = now()
    where a.kind in ('orders_unknown', 'exchange_purge') and a.resolved_at is null
        and not exists (
            select from core.orders o
            where o.session_name = a.subject and o.leaves_quantity > 0 and o.status = 'unknown');
end
$$;

revoke all on function logic.resolve_unknown_alerts() from public;
comment on function logic.resolve_unknown_alerts() is
    'Resolves the alerts of sessions that have no unknown order any more';

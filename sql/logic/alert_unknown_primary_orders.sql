-- An order of the primary that the exchange does not know is told to people, and no more once it is
-- known or settled.
-- Calls: logic.raise_alert. Writes: core.alerts.
create or replace function logic.alert_unknown_primary_orders(book_order_ids bigint[])
returns void
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
begin
    perform logic.raise_alert('primary_order_unknown', 'critical', w.book_order_id::text,
        jsonb_build_object('user_id', w.user_id, 'exchange_order_id', w.exchange_order_id,
            'reason', w.reason))
    from core.primary_orders w
    where w.book_order_id = any (book_order_ids) and w.status = 'unknown'
    order by w.book_order_id;
    update core.alerts a set resolved_at = now()
    where a.kind = 'primary_order_unknown' and a.resolved_at is null
        and a.subject = any (book_order_ids::text[])
        and not exists (
            select from core.primary_orders w
            where w.book_order_id = a.subject::bigint and w.status = 'unknown');
end
$$;

revoke all on function logic.alert_unknown_primary_orders(bigint[]) from public;
comment on function logic.alert_unknown_primary_orders(bigint[]) is
    'Raises or resolves the alerts of these orders of the primary that nobody knows of';

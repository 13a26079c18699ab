-- Orders that the exchange does not know or may have lost: they stay reserved, nothing of them is
-- sent again, and a person is told. `event` is 'unknown' or 'purged'. Answers those that changed.
-- Calls: logic.change_orders, logic.raise_alert. Writes: none itself.
create or replace function logic.lose_orders(order_ids bigint[], event text, reason text)
returns bigint[]
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
declare
    v_lost bigint[];
begin
    perform from core.orders o
    where o.order_id = any (order_ids) order by o.order_id for no key update;
    v_lost := array(
        select o.order_id from core.orders o
        join core.order_statuses s on s.status = o.status and s.is_live
        where o.order_id = any (order_ids) and o.status not in ('queued', 'pending_approval')
        order by o.order_id);
    perform logic.change_orders((
        select array_agg(row(l.order_id, lose_orders.event, null, null, null, null,
            lose_orders.reason, null, null, null, null)::core.order_change order by l.order_id)
        from unnest(v_lost) l (order_id)));
    perform logic.raise_alert('orders_unknown', 'critical', o.session_name, jsonb_build_object(
        'orders', count(*), 'first_order_id', min(o.order_id), 'reason', lose_orders.reason))
    from core.orders o
    where o.order_id = any (v_lost)
    group by o.session_name;
    return v_lost;
end
$$;

revoke all on function logic.lose_orders(bigint[], text, text) from public;
comment on function logic.lose_orders(bigint[], text, text) is
    'Marks live orders unknown, with an alert for their session; answers which';

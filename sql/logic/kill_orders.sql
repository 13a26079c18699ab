-- What a kill switch takes back: unsent orders are withdrawn, the others cancelled one by one; a
-- whole session that knows the mass cancel (fix.sessions.mass_cancel) by one message.
-- Lock order: positions ascending, orders ascending: who holds a position may go on to any of its
-- orders (logic.pull_excess). Calls: logic.cancel_orders, logic.controlled_orders,
-- logic.mass_cancel. Writes: none itself.
create or replace function logic.kill_orders(scope text, subject text, reason text)
returns bigint[]
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
declare
    v_order_ids bigint[];
    v_session record;
begin
    v_order_ids := array(
        select k.order_id from logic.controlled_orders(kill_orders.scope, kill_orders.subject) k);
    perform from core.positions p
    where p.position_id in (
        select k.position_id from core.orders o
        cross join lateral (values (o.position_id), (o.leg_position_id)) k (position_id)
        where o.order_id = any (v_order_ids))
    order by p.position_id
    for no key update;
    perform from core.orders o
    where o.order_id = any (v_order_ids)
    order by o.order_id
    for no key update;
    if kill_orders.scope in ('desk', 'session') then
        for v_session in
            select k.session_name, array_agg(k.order_id) as order_ids
            from logic.controlled_orders(kill_orders.scope, kill_orders.subject) k
            join fix.sessions s on s.name = k.session_name and s.mass_cancel
            where k.is_sent
            group by k.session_name
            order by k.session_name
        loop
            perform logic.mass_cancel(v_session.session_name, v_session.order_ids);
        end loop;
    end if;
    perform logic.cancel_orders(array(
        select k.order_id
        from logic.controlled_orders(kill_orders.scope, kill_orders.subject) k
        where k.order_id = any (v_order_ids)), kill_orders.reason);
    return v_order_ids;
end
$$;

revoke all on function logic.kill_orders(text, text, text) from public;
comment on function logic.kill_orders(text, text, text) is
    'Takes every live order of a scope back; answers their ids';

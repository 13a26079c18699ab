-- What happened to our orders, in rounds of one change an order; the orders' locks are held. An
-- event that the order's state does not allow is parked with its message. Orders that were over
-- and live again reserve again: what their position cannot bear is pulled; the caller holds the
-- positions of those (`over_orders`) and of orders whose cancel was refused.
-- Calls: fix.order_changes, fix.park, logic.amend_orders, logic.change_orders, logic.pull_excess,
-- logic.raise_alert, logic.repeat_refused_cancels. Writes: none itself.
create or replace function fix.change_reported_orders(
    session fix.sessions, reports fix.report[], messages jsonb, over_orders bigint[])
returns void
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
declare
    v_orders bigint[] := array(
        select distinct r.order_id from unnest(reports) r where r.order_id is not null);
    v_amended bigint[] := array(
        select distinct n.order_id from core.trade_notices n
        where n.order_id = any (v_orders) and n.settled_at is not null);
    v_refusals bigint[];
    v_changes core.order_change[];
    v_rounds bigint;
    v_refused core.order_change;
begin
    -- Planned once: a round must not cost the whole batch again. Rounds follow each other.
    select array_agg(row(c.order_id, c.event, c.cumulative_quantity, c.leaves_quantity,
            c.average_price, c.exchange_order_id, c.reason,
            c.details || jsonb_build_object('round', c.round),
            c.quantity, c.limit_price, c.cl_ord_id)::core.order_change
            order by c.round, c.order_id), max(c.round)
    into v_changes, v_rounds
    from fix.order_changes(session, reports, v_amended) c;
    if v_changes is null and v_amended = '{}' then
        return;
    end if;
    for v_round in 1 .. coalesce(v_rounds, 0) loop
        for v_refused in
            select r.* from logic.change_orders(case when v_rounds = 1 then v_changes else array(
                select c from unnest(v_changes) c
                where c.details ->> 'round' = v_round::text) end) r
        loop
            perform fix.park(session.name, m.value, format(
                'order %s cannot take the event %s now', v_refused.order_id, v_refused.event))
            from jsonb_array_elements(messages) m
            where m.value -> 'sequence' = v_refused.details -> 'sequence';
        end loop;
    end loop;
    if v_amended <> '{}' then
        perform logic.amend_orders(v_amended);
    end if;

    perform logic.raise_alert('orders_unknown', 'critical', session.name, jsonb_build_object(
        'orders', count(*), 'first_order_id', min(o.order_id), 'reason', max(o.reason)))
    from core.orders o
    where o.status = 'unknown' and o.order_id in (
        select c.order_id from unnest(v_changes) c where c.event = 'unknown')
    having count(*) > 0;
    v_refusals := array(
        select distinct c.order_id from unnest(v_changes) c where c.event = 'cancel_rejected');
    if v_refusals <> '{}' then
        perform logic.repeat_refused_cancels(v_refusals);
    end if;
    if over_orders <> '{}' then
        perform logic.pull_excess(array(
            select distinct o.position_id from core.orders o
            where o.order_id = any (over_orders)));
    end if;
end
$$;

revoke all on function fix.change_reported_orders(
    fix.sessions, fix.report[], jsonb, bigint[]) from public;
comment on function fix.change_reported_orders(
    fix.sessions, fix.report[], jsonb, bigint[]) is
    'Changes orders by what these reports say happened to them';

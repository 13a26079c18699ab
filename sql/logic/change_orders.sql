-- The writer of an order's status (the event sent has one of its own, logic.send_orders): applies
-- one change to each of several orders, as a set, by the transition rows; writes the event and the
-- client's message in the same transaction.
-- Quantities executed only move forward: what was executed is never forgotten because an older
-- report came later; only the events amended_… set them, when a trade was taken back or corrected.
-- Each order may appear once; the caller brings several changes of one order in rounds.
-- Answers the changes that no transition row allows, which have changed nothing.
-- Lock order: orders ascending. Calls: logic.follow_order_events, logic.plan_order_changes,
-- logic.raise_alert, notify.enqueue_order_messages. Writes: core.orders, core.order_events.
create or replace function logic.change_orders(changes core.order_change[])
returns setof core.order_change
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
declare
    v_orders bigint[] := array(select c.order_id from unnest(changes) c);
    v_planned bigint[];
    v_moved bigint[];
begin
    if coalesce(cardinality(changes), 0) = 0 then
        return;
    end if;
    perform from core.orders o
    where o.order_id = any (v_orders)
    order by o.order_id
    for no key update;

    with planned as (
        select p.* from logic.plan_order_changes(changes) p
    ),
    changed as (
        update core.orders o
        set status = p.to_status, quantity = p.quantity, limit_price = p.limit_price,
            current_cl_ord_id = p.current_cl_ord_id, replacing_quantity = p.replacing_quantity,
            cumulative_quantity = p.cumulative_quantity, leaves_quantity = p.leaves_quantity,
            average_price = p.average_price, exchange_order_id = p.exchange_order_id,
            chase_at = p.chase_at,
            -- Why a replacement was refused is no reason of the order's.
            reason = case when p.event = 'replace_rejected' then o.reason
                else coalesce(p.reason, p.details #>> '{acknowledged,reason}', o.reason) end,
            sent_at = case when p.event = 'sent' then now() else o.sent_at end,
            updated_at = now()
        from planned p
        where o.order_id = any (v_orders) and o.order_id = p.order_id
            -- A repeat that tells nothing new leaves no trace but the raw message.
            and ((o.status, o.quantity, o.limit_price, o.current_cl_ord_id, o.replacing_quantity,
                    o.cumulative_quantity, o.leaves_quantity, o.exchange_order_id)
                is distinct from (p.to_status, p.quantity, p.limit_price, p.current_cl_ord_id,
                    p.replacing_quantity, p.cumulative_quantity, p.leaves_quantity,
                    p.exchange_order_id)
                -- A correction of a price alone.
                or p.event like 'amended%' and o.average_price is distinct from p.average_price)
        returning o.order_id
    ),
    noted as (
        insert into core.order_events (
            order_id, event, from_status, to_status, cumulative_quantity, leaves_quantity, details)
        select p.order_id, e.*
        from planned p
        join changed c on c.order_id = p.order_id
        cross join lateral (
            select 'acknowledged', p.from_status, p.by_status, 0, p.quantity,
                p.details -> 'acknowledged'
            where p.by_status is not null
            union all
            select p.event, coalesce(p.by_status, p.from_status), p.to_status,
                p.cumulative_quantity, p.leaves_quantity,
                nullif(coalesce(p.details - '{acknowledged,round}'::text[], '{}')
                    || jsonb_strip_nulls(jsonb_build_object(
                    'reason', p.reason,
                    'quantity', case when p.event in ('replaced', 'restated') then p.quantity end,
                    'limit_price', case when p.event in ('replaced', 'restated')
                        then trim_scale(p.limit_price) end,
                    'reopened', case when p.is_reopened then true end,
                    'overfilled', case when p.is_overfilled then true end)), '{}')
        ) e (event, from_status, to_status, cumulative_quantity, leaves_quantity, details)
        order by p.order_id, e.event <> 'acknowledged'
        returning order_event_id
    )
    select (select array_agg(p.order_id) from planned p),
        (select array_agg(n.order_event_id order by n.order_event_id) from noted n)
    into v_planned, v_moved;

    perform notify.enqueue_order_messages(v_moved);
    perform logic.follow_order_events(v_moved);
    perform logic.raise_alert('order_overfilled', 'critical', o.order_id::text,
        jsonb_build_object('quantity', o.quantity, 'told', c.cumulative_quantity))
    from unnest(changes) c
    join core.orders o on o.order_id = c.order_id
    where c.cumulative_quantity > greatest(o.quantity, o.replacing_quantity);

    return query
        select c.*
        from unnest(changes) c
        where not coalesce(c.order_id = any (v_planned), false);
end
$$;

revoke all on function logic.change_orders(core.order_change[]) from public;
comment on function logic.change_orders(core.order_change[]) is
    'Applies one change to each order by the allowed transitions; answers the changes not allowed';

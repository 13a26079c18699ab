-- The only writer of an order's status: applies one change to each of several orders, as a set,
-- by the transition rows; writes the event and the client's message in the same transaction.
-- Quantities only move forward: what was executed is never forgotten because an older report came
-- later. Each order may appear once; the caller brings several changes of one order in rounds.
-- Answers the changes that no transition row allows, which have changed nothing.
-- Lock order: orders ascending. Calls: logic.order_event, notify.enqueue_order_messages,
-- logic.raise_alert. Writes: core.orders, core.order_events.
create or replace function logic.change_orders(changes core.order_change[])
returns setof core.order_change
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
declare
    moved bigint[];
    reopened record;
begin
    if coalesce(cardinality(changes), 0) = 0 then
        return;
    end if;
    perform from core.orders o
    where o.order_id in (select c.order_id from unnest(changes) c)
    order by o.order_id
    for no key update;

    with planned as (
        select o.order_id, o.status as from_status, t.to_status, s.is_live,
            f.is_live as was_live, c.event, c.reason, c.details,
            c.average_price, c.exchange_order_id,
            least(o.quantity, greatest(o.cumulative_quantity, c.cumulative_quantity))
                as cumulative_quantity,
            -- What lives may trade all that it has not: a report's own LeavesQty could free
            -- what the exchange may still execute.
            case when s.is_live then o.quantity - least(o.quantity,
                greatest(o.cumulative_quantity, c.cumulative_quantity)) else 0
            end as leaves_quantity,
            coalesce(c.cumulative_quantity >= o.cumulative_quantity, false) as is_newer,
            c.cumulative_quantity > o.quantity as is_overfilled
        from unnest(changes) c
        join core.orders o on o.order_id = c.order_id
        join core.order_transitions t
            on (t.from_status, t.event) = (o.status, logic.order_event(o, c.event))
        join core.order_statuses s on s.status = t.to_status
        join core.order_statuses f on f.status = o.status
    ),
    changed as (
        update core.orders o
        set status = p.to_status,
            cumulative_quantity = p.cumulative_quantity,
            leaves_quantity = p.leaves_quantity,
            average_price = case when p.is_newer
                then coalesce(p.average_price, o.average_price) else o.average_price end,
            exchange_order_id = coalesce(o.exchange_order_id, p.exchange_order_id),
            reason = coalesce(p.reason, o.reason),
            sent_at = case when p.event = 'sent' then now() else o.sent_at end,
            updated_at = now()
        from planned p
        where o.order_id = p.order_id
            -- A repeat that tells nothing new leaves no trace but the raw message.
            and (o.status, o.cumulative_quantity, o.leaves_quantity)
                    is distinct from (p.to_status, p.cumulative_quantity, p.leaves_quantity)
        returning o.order_id
    ),
    noted as (
        insert into core.order_events (
            order_id, event, from_status, to_status, cumulative_quantity, leaves_quantity, details)
        select p.order_id, p.event, p.from_status, p.to_status, p.cumulative_quantity,
            p.leaves_quantity,
            nullif(coalesce(p.details, '{}') || jsonb_strip_nulls(jsonb_build_object(
                'reason', p.reason,
                'reopened', case when not p.was_live and p.to_status <> p.from_status
                    then true end,
                'overfilled', case when p.is_overfilled then true end)), '{}')
        from planned p
        join changed c on c.order_id = p.order_id
        order by p.order_id
        returning order_event_id
    )
    select array_agg(n.order_event_id order by n.order_event_id) into moved from noted n;

    perform notify.enqueue_order_messages(moved);
    for reopened in
        select e.order_id, e.event, e.from_status, e.to_status
        from core.order_events e
        where e.order_event_id = any (moved) and e.details ->> 'reopened' = 'true'
    loop
        perform logic.raise_alert(
            'order_reopened', 'critical', reopened.order_id::text, to_jsonb(reopened));
    end loop;
    perform logic.raise_alert('order_overfilled', 'critical', o.order_id::text,
        jsonb_build_object('quantity', o.quantity, 'told', c.cumulative_quantity))
    from unnest(changes) c
    join core.orders o on o.order_id = c.order_id
    where c.cumulative_quantity > o.quantity;

    return query
        select c.*
        from unnest(changes) c
        where not exists (
            select from core.orders o
            join core.order_transitions t on t.event in (c.event, logic.order_event(o, c.event))
                and (t.from_status = o.status or t.to_status = o.status)
            where o.order_id = c.order_id);
end
$$;

revoke all on function logic.change_orders(core.order_change[]) from public;
comment on function logic.change_orders(core.order_change[]) is
    'Applies one change to each order by the allowed transitions; answers the changes not allowed';

-- Cancels that the exchange refused, of orders that live on. One that named the order by a
-- replacement which came to nothing is asked for again by the right name. What could close more
-- than the position holds is taken back again, a few times; from then on a person, who is told,
-- decides. The caller holds the locks of the orders' positions and of the orders.
-- Calls: logic.cancel_orders, logic.excess_exits, logic.pull_excess, logic.raise_alert.
-- Writes: none.
create or replace function logic.repeat_refused_cancels(order_ids bigint[])
returns void
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
declare
    v_tries constant bigint := 3;
    v_misnamed bigint[];
    v_again bigint[];
    v_given_up bigint[];
begin
    select array_agg(o.order_id) filter (where k.is_misnamed),
        array_agg(o.position_id) filter (where not k.is_misnamed and k.refusals < v_tries),
        array_agg(o.position_id) filter (where not k.is_misnamed and k.refusals >= v_tries)
    into v_misnamed, v_again, v_given_up
    from core.orders o
    cross join lateral (
        select (
            select r.orig_cl_ord_id <> o.current_cl_ord_id and o.replacing_quantity is null
            from core.order_requests r
            where r.order_id = o.order_id and r.kind = 'cancel'
            order by r.order_request_id desc limit 1) as is_misnamed, (
            select count(*) from core.order_events e
            where e.order_id = o.order_id and e.event = 'cancel_rejected') as refusals) k
    where o.order_id = any (order_ids)
        and o.status in ('acknowledged', 'partially_filled', 'replace_pending');
    if v_misnamed is not null then
        perform logic.cancel_orders(v_misnamed, null);
    end if;
    if v_again is not null then
        perform logic.pull_excess(v_again);
    end if;
    perform logic.raise_alert('exit_above_position', 'critical', e.order_id::text,
        jsonb_build_object('position_id', e.position_id, 'cl_ord_id', e.cl_ord_id,
            'leaves_quantity', e.leaves_quantity, 'excess', e.excess, 'cancels_refused', (
                select count(*) from core.order_events v
                where v.order_id = e.order_id and v.event = 'cancel_rejected')))
    from logic.excess_exits(v_given_up) e
    where e.order_id = any (order_ids);
end
$$;

revoke all on function logic.repeat_refused_cancels(bigint[]) from public;
comment on function logic.repeat_refused_cancels(bigint[]) is
    'What follows from refused cancels: asked for again where they still hold, a few times';

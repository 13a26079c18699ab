-- Live exits that could together close more than their position holds, oldest orders counted
-- first; reduced_quantity is what the order may be replaced by, whole lots, null when only taking
-- it back helps. The caller holds positions and orders locked.
-- Calls: logic.position_reservations, logic.replace_cause. Writes: none.
create or replace function logic.excess_exits(position_ids bigint[])
returns table (
    order_id bigint, position_id bigint, cl_ord_id text, leaves_quantity bigint,
    limit_price numeric, excess bigint, reduced_quantity bigint)
language plpgsql stable security invoker set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    return query
    with working as (
        select o.*, c.net_quantity,
            o.side = case when c.net_quantity > 0 then 'sell' else 'buy' end
                and c.net_quantity <> 0 as closes,
            greatest(0, abs(c.net_quantity) - r.linked) as closable,
            greatest(0, case when o.status = 'replace_pending'
                    and o.replacing_quantity < o.quantity
                    and logic.replace_cause(o.order_id) = 'excess'
                then greatest(o.replacing_quantity, o.cumulative_quantity)
                else o.leaves_quantity + o.cumulative_quantity end
                - o.confirmed_quantity) as open_quantity
        from logic.position_reservations(position_ids) r
        join core.positions c on c.position_id = r.position_id
        join core.orders o on o.position_id = c.position_id
            and (o.leaves_quantity > 0 or o.cumulative_quantity > o.confirmed_quantity)
    ),
    counted as (
        select w.*, case when w.closes then least(w.open_quantity, greatest(0,
                sum(w.open_quantity) over (partition by w.position_id order by w.order_id)
                - w.closable)) else w.open_quantity end::bigint as excess
        from working w
    )
    select c.order_id, c.position_id, c.cl_ord_id, c.leaves_quantity, c.limit_price, c.excess,
        case when c.closes and c.status in ('acknowledged', 'partially_filled')
                and k.smaller > greatest(c.cumulative_quantity, c.confirmed_quantity)
            then k.smaller end
    from counted c
    left join book.instruments i on i.instrument_id = c.instrument_id
    cross join lateral (
        select c.quantity - ceil(c.excess::numeric / i.lot_size)::bigint * i.lot_size as smaller
    ) k
    where c.excess > 0 and c.leaves_quantity > 0 and c.status <> 'cancel_pending'
    order by c.order_id;
end
$$;

revoke all on function logic.excess_exits(bigint[]) from public;
comment on function logic.excess_exits(bigint[]) is
    'Live exits above what their positions hold, and to what each may be reduced';

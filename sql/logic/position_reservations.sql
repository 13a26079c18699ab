-- What of each position is spoken for, derived and never stored, so it cannot drift:
-- live_leaves      what our live exits may still trade, a replacement on its way included, less
-- what the drop copy confirmed ahead of them
-- provisional      fills our order session reported that no authoritative source has confirmed
-- primary_pending  what the client's exit orders placed at the primary may still trade, less
-- trades of those orders that reached us by the drop copy but not yet by replication; of an order
-- that the exchange has ended, what it said has traded and no trade has told
-- linked           what exits on another exchange have closed: two positions stand against each
-- other there, and neither may be closed again
-- A decision calls this under the position's row lock. It tells the planner of few rows: a plan
-- that expects many reads all orders of all days.
-- Calls: none. Writes: none.
create or replace function logic.position_reservations(position_ids bigint[])
returns table (
    position_id bigint, live_leaves bigint, provisional bigint, primary_pending bigint,
    linked bigint, reserved bigint, available bigint)
language plpgsql stable rows 10 security invoker set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    -- plpgsql keeps the plan; a function in SQL would be planned at every call.
    return query
    select p.position_id, own.live_leaves, own.provisional, pending.quantity, pair.quantity,
        own.live_leaves + own.provisional + pending.quantity,
        greatest(0, abs(p.net_quantity) - own.live_leaves - own.provisional - pending.quantity
            - pair.quantity)
    from core.positions p
    cross join lateral (
        select
            coalesce(sum(least(o.leaves_quantity,
                greatest(0, o.leaves_quantity + o.cumulative_quantity - o.confirmed_quantity))
            ), 0)::bigint as live_leaves,
            coalesce(sum(greatest(0, o.cumulative_quantity - o.confirmed_quantity)), 0)::bigint
                as provisional
        from core.orders o
        where o.position_id = p.position_id
            and (o.leaves_quantity > 0 or o.cumulative_quantity > o.confirmed_quantity)
    ) own
    cross join lateral (
        select coalesce(sum(greatest(0,
            case when w.is_live is false then w.cumulative_quantity else b.quantity end
            - greatest(b.filled_quantity, (
                select coalesce(sum(t.quantity), 0)
                from core.trades t
                where t.exchange_order_id = b.exchange_order_id
                    and t.position_id = p.position_id)))), 0)::bigint as quantity
        from book.orders b
        left join core.primary_orders w on w.book_order_id = b.order_id
        where b.user_id = p.user_id and b.instrument_id = p.instrument_id
            and b.product = p.product and b.trade_date = p.trade_date
            and b.status in ('open', 'partially_filled')
            and b.side = case when p.net_quantity > 0 then 'sell' else 'buy' end
    ) pending
    cross join lateral (
        -- Only what stands on both sides: had the client closed one of them elsewhere, the other
        -- is open again.
        select coalesce(sum(least(abs(p.net_quantity), abs(q.net_quantity), x.confirmed)), 0)
            ::bigint as quantity
        from (
            select l.other_id, sum(l.confirmed_quantity) as confirmed
            from (
                select o.leg_position_id as other_id, o.confirmed_quantity
                from core.orders o
                where o.position_id = p.position_id and o.leg_position_id is not null
                union all
                select o.position_id, o.confirmed_quantity
                from core.orders o
                where o.leg_position_id = p.position_id
            ) l
            group by l.other_id
        ) x
        join core.positions q on q.position_id = x.other_id
        where sign(p.net_quantity) * sign(q.net_quantity) < 0
    ) pair
    where p.position_id = any (position_ids);
end
$$;

revoke all on function logic.position_reservations(bigint[]) from public;
comment on function logic.position_reservations(bigint[]) is
    'Reserved, linked and available quantity of positions, units of the instrument';

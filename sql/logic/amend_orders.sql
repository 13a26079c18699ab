-- An order with a trade that was taken back or corrected counts the fills that stand, from
-- whichever source: what reports say as cumulative was true before or after, and nobody knows
-- which. Whether it lives is what the exchange says with the bust (LeavesQty), the order's own
-- session before the drop copy; else it stays as it is. `trade_notice_ids` are those that have
-- just been settled. The caller holds the orders' locks.
-- Calls: logic.change_orders, logic.standing_fills. Writes: none itself.
create or replace function logic.amend_orders(
    order_ids bigint[], trade_notice_ids bigint[] default '{}')
returns void
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
begin
    perform logic.change_orders((
        select array_agg(row(o.order_id, case
                when f.quantity >= o.quantity then 'amended_whole'
                when not coalesce(n.leaves_quantity > 0, s.is_live) then 'amended_over'
                when f.quantity > 0 then 'amended_part' else 'amended_open' end,
            f.quantity, null, f.average_price, null, null, null, null, null, null)
            ::core.order_change order by o.order_id)
        from core.orders o
        join core.order_statuses s on s.status = o.status
        cross join lateral logic.standing_fills(o.order_id) f
        left join lateral (
            select t.leaves_quantity
            from core.trade_notices t
            where t.order_id = o.order_id and t.trade_notice_id = any (trade_notice_ids)
                and t.leaves_quantity is not null
                and (t.source = 'response' or not exists (
                    select from core.trade_notices x
                    where x.order_id = o.order_id and x.source = 'response'))
            order by t.trade_notice_id desc
            limit 1) n on true
        where o.order_id = any (order_ids)));
end
$$;

revoke all on function logic.amend_orders(bigint[], bigint[]) from public;
comment on function logic.amend_orders(bigint[], bigint[]) is
    'Counts orders anew after a bust or a correction of their trades';

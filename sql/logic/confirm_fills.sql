-- Trades that have just moved a position settle what our order session had told provisionally: the
-- temp trade is confirmed and the order no longer reserves that part. The locks on positions and
-- orders are held by the caller, so no decision can see the one without the other.
-- Calls: logic.alert_mismatched_fills. Writes: core.temp_trades, core.trades.response_at,
-- core.orders.confirmed_quantity.
create or replace function logic.confirm_fills(trade_ids bigint[])
returns void
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
declare
    v_orders bigint[];
    v_is_unnamed boolean;
    v_confirmed bigint[];
    v_is_unstamped boolean;
    v_is_different boolean;
begin
    if trade_ids is null then
        return;
    end if;
    select array_agg(distinct t.order_id), bool_or(t.order_id is null)
    into v_orders, v_is_unnamed
    from core.trades t where t.trade_id = any (trade_ids);
    -- The primary tells no order of ours: what our session told of the trade names it.
    if v_is_unnamed then
        update core.trades t
        set order_id = f.order_id
        from core.temp_trades f
        join core.orders o on o.order_id = f.order_id
        where t.trade_id = any (trade_ids) and t.order_id is null
            and (f.exchange, f.segment, f.trade_date, f.trade_number, f.side)
                = (t.exchange, t.segment, t.trade_date, t.trade_number, t.side)
            and t.position_id in (o.position_id, o.leg_position_id);
        v_orders := array(
            select distinct t.order_id from core.trades t where t.trade_id = any (trade_ids));
    end if;
    update core.orders o
    set confirmed_quantity = o.confirmed_quantity + c.quantity, updated_at = now()
    from (
        select t.order_id, sum(t.quantity) as quantity
        from core.trades t
        where t.trade_id = any (trade_ids)
        group by t.order_id
    ) c
    where o.order_id = any (v_orders) and o.order_id = c.order_id;

    -- One look-up a trade by its name, which the state outside it may not lead astray.
    select array_agg(f.temp_trade_id), bool_or(t.response_at is null),
        bool_or((f.quantity, f.price) is distinct from (t.quantity, t.price)
            or f.order_id <> t.order_id)
    into v_confirmed, v_is_unstamped, v_is_different
    from core.trades t
    cross join lateral (
        select x.* from core.temp_trades x
        where (x.exchange, x.segment, x.trade_date, x.trade_number, x.side)
                = (t.exchange, t.segment, t.trade_date, t.trade_number, t.side)
        limit 1) f
    where t.trade_id = any (trade_ids) and f.state = 'provisional';
    update core.temp_trades f
    set state = 'confirmed', confirmed_at = now()
    where f.temp_trade_id = any (v_confirmed) and f.state = 'provisional';
    if v_is_unstamped then
        update core.trades t
        set response_at = f.received_at
        from core.temp_trades f
        where t.trade_id = any (trade_ids) and t.response_at is null
            and f.temp_trade_id = any (v_confirmed)
            and (f.exchange, f.segment, f.trade_date, f.trade_number, f.side)
                = (t.exchange, t.segment, t.trade_date, t.trade_number, t.side);
    end if;
    if v_is_different then
        perform logic.alert_mismatched_fills(v_confirmed);
    end if;
end
$$;

revoke all on function logic.confirm_fills(bigint[]) from public;
comment on function logic.confirm_fills(bigint[]) is
    'Confirms the provisional fills of trades that have just moved a position';

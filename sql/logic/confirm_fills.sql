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
    v_confirmed bigint[];
begin
    if trade_ids is null then
        return;
    end if;
    -- The primary tells no order of ours: what our session told of the trade names it.
    if exists (
        select from core.trades t where t.trade_id = any (trade_ids) and t.order_id is null) then
        update core.trades t
        set order_id = f.order_id
        from core.temp_trades f
        join core.orders o on o.order_id = f.order_id
        where t.trade_id = any (trade_ids) and t.order_id is null
            and (f.exchange, f.segment, f.trade_date, f.trade_number, f.side)
                = (t.exchange, t.segment, t.trade_date, t.trade_number, t.side)
            and t.position_id in (o.position_id, o.leg_position_id);
    end if;
    update core.orders o
    set confirmed_quantity = o.confirmed_quantity + c.quantity, updated_at = now()
    from (
        select t.order_id, sum(t.quantity) as quantity
        from core.trades t
        where t.trade_id = any (trade_ids) and t.order_id is not null
        group by t.order_id
    ) c
    where o.order_id = c.order_id;

    with settled as (
        update core.temp_trades f
        set state = 'confirmed', confirmed_at = now()
        from core.trades t
        where t.trade_id = any (trade_ids)
            and (f.exchange, f.segment, f.trade_date, f.trade_number, f.side)
                = (t.exchange, t.segment, t.trade_date, t.trade_number, t.side)
            and f.state = 'provisional'
        returning t.trade_id, f.temp_trade_id, f.received_at
    ),
    stamped as (
        update core.trades t
        set response_at = s.received_at
        from settled s
        where t.trade_id = s.trade_id and t.response_at is null
    )
    select array_agg(s.temp_trade_id) into v_confirmed from settled s;
    if v_confirmed is not null then
        perform logic.alert_mismatched_fills(v_confirmed);
    end if;
end
$$;

revoke all on function logic.confirm_fills(bigint[]) from public;
comment on function logic.confirm_fills(bigint[]) is
    'Confirms the provisional fills of trades that have just moved a position';

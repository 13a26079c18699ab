-- Fills told on our own order session are provisional: they hold the position reserved (through
-- the order's cumulative quantity) and wait for the drop copy or the primary. When the trade is
-- already in the set, this report only adds its time stamp. A repeated fill is the same row;
-- another one under its name is for a person: what is known stands, the drop copy brings what is
-- true.
-- Calls: logic.alert_mismatched_fills, logic.count_confirmed, logic.raise_alert.
-- Writes: core.temp_trades, core.trades.response_at, core.trades.order_id.
create or replace function fix.take_fills(session fix.sessions, reports fix.report[])
returns void
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
declare
    v_known bigint[];
    v_orders bigint[];
    v_stored bigint;
begin
    -- The drop copy of the same fill may be on its way in another transaction: who comes second to
    -- the order's lock sees the other's row (logic.confirm_fills takes it, too).
    perform from core.orders o
    where o.order_id = any (array(select r.order_id from unnest(reports) r))
    order by o.order_id
    for no key update;

    with stored as (
        insert into core.temp_trades (
            session_name, exec_id, order_id, exchange, segment, trade_date, trade_number, side,
            quantity, price, executed_at, state, confirmed_at)
        select session.name, coalesce(r.exec_id, r.trade_number), r.order_id, i.exchange,
            i.segment, r.trade_date, r.trade_number, o.side, r.last_quantity, r.last_price,
            r.executed_at,
            case when t.busted_at is not null then 'busted' when t.applied then 'confirmed'
                else 'provisional' end,
            case when t.applied or t.busted_at is not null then now() end
        from unnest(reports) r
        cross join lateral (
            select x.side, x.instrument_id from core.orders x
            where x.order_id = r.order_id limit 1) o
        join book.instruments i on i.instrument_id = o.instrument_id
        -- A look-up for each: most trades are not there yet.
        left join lateral (
            select x.busted_at, x.applied from core.trades x
            where (x.exchange, x.segment, x.trade_date, x.trade_number, x.side)
                = (i.exchange, i.segment, r.trade_date, r.trade_number, o.side)
            limit 1) t on true
        where r.is_fill
        order by r.sequence
        on conflict do nothing
        returning temp_trade_id, order_id, state
    )
    select array_agg(f.temp_trade_id) filter (where f.state <> 'provisional'),
        array_agg(distinct f.order_id) filter (where f.state <> 'provisional'), count(*)
    into v_known, v_orders, v_stored
    from stored f;
    if v_stored < (select count(*) from unnest(reports) r where r.is_fill) then
        perform logic.raise_alert('trade_mismatch', 'critical', r.trade_number,
            jsonb_build_object('temp_trade_id', f.temp_trade_id, 'exec_id', f.exec_id,
                'trade_number', f.trade_number, 'quantity', f.quantity, 'price', f.price,
                'order_id', f.order_id, 'told_trade_number', r.trade_number,
                'told_quantity', r.last_quantity, 'told_price', r.last_price,
                'told_order_id', r.order_id))
        from unnest(reports) r
        join core.temp_trades f on (f.session_name, f.trade_date, f.exec_id)
            = (session.name, r.trade_date, coalesce(r.exec_id, r.trade_number))
        where r.is_fill and (f.trade_number, f.quantity, f.price, f.order_id)
                is distinct from (r.trade_number, r.last_quantity, r.last_price, r.order_id)
            and not exists (
                select from core.trade_notices n where n.temp_trade_id = f.temp_trade_id);
    end if;
    if v_known is null then
        return;
    end if;
    -- The primary, who knows no order of ours, may have told it first.
    update core.trades t
    set response_at = coalesce(t.response_at, now()), order_id = coalesce(t.order_id,
        case when t.position_id in (o.position_id, o.leg_position_id) then o.order_id end)
    from core.temp_trades f
    join core.orders o on o.order_id = f.order_id
    where f.temp_trade_id = any (v_known) and (t.response_at is null or t.order_id is null)
        and (t.exchange, t.segment, t.trade_date, t.trade_number, t.side)
            = (f.exchange, f.segment, f.trade_date, f.trade_number, f.side);
    perform logic.count_confirmed(v_orders);
    perform logic.alert_mismatched_fills(v_known);
end
$$;

revoke all on function fix.take_fills(fix.sessions, fix.report[]) from public;
comment on function fix.take_fills(fix.sessions, fix.report[]) is
    'Keeps the fills of our own order session as provisional trades';

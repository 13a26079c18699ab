-- Fills told on our own order session are provisional: they hold the position reserved (through
-- the order's cumulative quantity) and wait for the drop copy or the primary. When the trade is
-- already in the set, this report only adds its time stamp. A repeated fill is the same row.
-- Calls: fix.is_fill. Writes: core.temp_trades, core.trades.response_at.
create or replace function fix.take_fills(session fix.sessions, reports fix.report[])
returns void
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
begin
    -- The drop copy of the same fill may be on its way in another transaction: who comes second to
    -- the order's lock sees the other's row (logic.confirm_fills takes it, too).
    perform from core.orders o
    where o.order_id in (select r.order_id from unnest(reports) r)
    order by o.order_id
    for no key update;

    insert into core.temp_trades (
        session_name, exec_id, order_id, exchange, segment, trade_date, trade_number, side,
        quantity, price, executed_at, state, confirmed_at)
    select session.name, r.exec_id, r.order_id, i.exchange, i.segment,
        coalesce(r.trade_date, p.trade_date), r.trade_number, o.side, r.last_quantity,
        r.last_price, r.executed_at,
        case when t.trade_id is null then 'provisional' else 'confirmed' end,
        case when t.trade_id is not null then now() end
    from unnest(reports) r
    join core.orders o on o.order_id = r.order_id
    join core.positions p on p.position_id = o.position_id
    join book.instruments i on i.instrument_id = o.instrument_id
    left join core.trades t
        on (t.exchange, t.segment, t.trade_date, t.trade_number, t.side)
            = (i.exchange, i.segment, coalesce(r.trade_date, p.trade_date), r.trade_number, o.side)
        and t.applied
    where fix.is_fill(r)
    order by r.sequence
    on conflict do nothing;

    update core.trades t
    set response_at = now()
    from core.temp_trades f
    where f.order_id in (select r.order_id from unnest(reports) r where fix.is_fill(r))
        and f.state = 'confirmed'
        and (t.exchange, t.segment, t.trade_date, t.trade_number, t.side)
            = (f.exchange, f.segment, f.trade_date, f.trade_number, f.side)
        and t.response_at is null;
end
$$;

revoke all on function fix.take_fills(fix.sessions, fix.report[]) from public;
comment on function fix.take_fills(fix.sessions, fix.report[]) is
    'Keeps the fills of our own order session as provisional trades';

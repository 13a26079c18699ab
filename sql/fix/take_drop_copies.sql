-- Fills told by the drop copy are authoritative, for every order of the member. Instrument, side
-- and product are our order's where it is ours; else the instrument is found by what the report
-- tells, the client by account, the product by the primary's replicated order; without it the
-- trade waits unassigned. All orders of the batch are locked with the trades' own, ascending.
-- Calls: fix.told_instrument, logic.apply_trades, logic.trading_day. Writes: none
-- itself.
create or replace function fix.take_drop_copies(reports fix.report[])
returns void
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
declare
    v_day date := logic.trading_day();
begin
    perform logic.apply_trades('drop_copy', (
        select array_agg(row(
            r.exchange, coalesce(o.segment, n.segment, r.segment, 'unknown'), r.trade_date,
            r.trade_number, r.side, r.last_quantity, r.last_price, r.executed_at,
            u.user_id, coalesce(o.instrument_id, n.instrument_id), b.product, r.order_id,
            r.exchange_order_id, r.account, r.exec_id)::core.trade_report order by r.sequence)
        from unnest(reports) r
        left join lateral (
            select i.instrument_id, i.segment
            from core.orders x join book.instruments i on i.instrument_id = x.instrument_id
            where x.order_id = r.order_id) o on true
        left join lateral (
            select x.* from fix.told_instrument(r, v_day) x
            -- Not asked at all about an order of ours.
            where r.order_id is null offset 0) n on true
        left join book.users u on u.broker_id = r.account
        left join lateral (
            select x.product from book.orders x
            where r.order_id is null
                and x.exchange_order_id = r.exchange_order_id and x.user_id = u.user_id
                and x.instrument_id = n.instrument_id and x.trade_date = v_day
            limit 1) b on true
        where r.is_fill),
        array(select r.order_id from unnest(reports) r where r.order_id is not null));
end
$$;

revoke all on function fix.take_drop_copies(fix.report[]) from public;
comment on function fix.take_drop_copies(fix.report[]) is
    'Adds the drop copy''s trades to the set, whoever placed their orders';

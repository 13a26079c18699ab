-- Fills told by the drop copy are authoritative, for every order of the member. The instrument is
-- found by the exchange's token among those of the position's day, else by symbol; client by
-- account; product by our order or by the primary's replicated order; without it the trade waits
-- unassigned.
-- Calls: fix.is_fill, logic.apply_trades, logic.trading_day. Writes: none itself.
create or replace function fix.take_drop_copies(reports fix.report[])
returns void
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
declare
    v_day date := logic.trading_day();
begin
    perform logic.apply_trades('drop_copy', (
        select array_agg(row(
            r.exchange, coalesce(i.segment, r.segment, 'unknown'),
            coalesce(r.trade_date, v_day), r.trade_number, r.side, r.last_quantity, r.last_price,
            r.executed_at, u.user_id, i.instrument_id, b.product, r.order_id,
            r.exchange_order_id, r.account)::core.trade_report order by r.sequence)
        from unnest(reports) r
        left join core.orders o on o.order_id = r.order_id
        left join lateral (
            select n.instrument_id, n.segment from book.instruments n
            where n.exchange = r.exchange
                and (n.instrument_id = o.instrument_id
                    or (o.order_id is null and n.token = r.token
                        and coalesce(n.expiry_date >= v_day, true)
                        and (r.segment is null or n.segment = r.segment))
                    or (o.order_id is null and r.token is null and n.symbol = r.symbol))
            order by n.expiry_date nulls last
            limit 1) i on true
        left join book.users u on u.broker_id = r.account
        left join lateral (
            select x.product from book.orders x
            where x.exchange_order_id = r.exchange_order_id and x.user_id = u.user_id
                and x.instrument_id = i.instrument_id and x.trade_date = v_day
            limit 1) b on true
        where fix.is_fill(r)));
end
$$;

revoke all on function fix.take_drop_copies(fix.report[]) from public;
comment on function fix.take_drop_copies(fix.report[]) is
    'Adds the drop copy''s trades to the set, whoever placed their orders';

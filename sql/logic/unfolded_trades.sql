-- What the book knows of trades in one position that core does not: replicated trades past the
-- watermark, and trades that waited unassigned for an order which is in the book by now.
-- Calls: none. Writes: none.
create or replace function logic.unfolded_trades(held core.positions)
returns setof core.trade_report
language plpgsql stable security invoker set search_path = pg_catalog, pg_temp
as $$
begin
    return query
        select b.exchange, b.segment, b.trade_date, b.trade_number, b.side, b.quantity, b.price,
            b.executed_at, b.user_id, b.instrument_id, b.product, null::bigint,
            b.exchange_order_id, null::text, null::text
        from book.trades b
        where b.arrival > (
                select w.arrival from sync.watermarks w where w.table_name = 'trades')
            and (b.trade_date, b.user_id, b.instrument_id, b.product)
                = (held.trade_date, held.user_id, held.instrument_id, held.product)
            and b.side in ('buy', 'sell') and b.quantity > 0
            and b.price >= 0 and b.price < 'NaN'
            -- What was folded for an earlier decision waits for the watermark only. A look-up for
            -- each of the few rows of this position, never a join with all trades.
            and coalesce((
                select t.applied from core.trades t
                where (t.exchange, t.segment, t.trade_date, t.trade_number, t.side)
                    = (b.exchange, b.segment, b.trade_date, b.trade_number, b.side)
                ), false) = false
        union all
        select t.exchange, t.segment, t.trade_date, t.trade_number, t.side, t.quantity, t.price,
            t.executed_at, o.user_id, o.instrument_id, o.product, null::bigint,
            t.exchange_order_id, t.account, null::text
        from book.orders o
        join core.trades t on t.exchange_order_id = o.exchange_order_id
            and t.trade_date = o.trade_date and t.side = o.side
        join book.instruments i on i.instrument_id = o.instrument_id
            and i.exchange = t.exchange and i.segment = t.segment
        where t.position_id is null
            and (o.trade_date, o.user_id, o.instrument_id, o.product)
                = (held.trade_date, held.user_id, held.instrument_id, held.product)
            and coalesce(t.user_id, o.user_id) = o.user_id
            and coalesce(t.instrument_id, o.instrument_id) = o.instrument_id;
end
$$;

revoke all on function logic.unfolded_trades(core.positions) from public;
comment on function logic.unfolded_trades(core.positions) is
    'Trades of a position that are in the book and do not count in core yet';

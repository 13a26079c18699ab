-- Trades of today on a session's market that a purge may have undone: those numbered beyond the
-- last one that the exchange let stand, ours first told or not. Numbers are compared as numbers
-- where both are, else as texts; without a last number nothing is in doubt.
-- Calls: logic.trading_day. Writes: none.
create or replace function logic.trades_in_doubt(
    purged fix.sessions, last_trade_number text, max_trades integer)
returns table (
    trade_number text, trade_date date, exchange text, segment text, side text, quantity bigint,
    price numeric, order_id bigint, user_id bigint, trade_id bigint, temp_trade_id bigint)
language plpgsql stable security invoker set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    v_day date := logic.trading_day();
    v_last text := trades_in_doubt.last_trade_number;
    digits constant text := '^[0-9]{1,30}$';
begin
    return query
    select k.trade_number, k.trade_date, k.exchange, k.segment, k.side, k.quantity, k.price,
        k.order_id, k.user_id, k.trade_id, k.temp_trade_id
    from (
        select t.trade_number, t.trade_date, t.exchange, t.segment, t.side, t.quantity, t.price,
            t.order_id, t.user_id, t.trade_id, null::bigint as temp_trade_id
        from core.trades t
        where t.busted_at is null
        union all
        select f.trade_number, f.trade_date, f.exchange, f.segment, f.side, f.quantity, f.price,
            f.order_id, o.user_id, null, f.temp_trade_id
        from core.temp_trades f join core.orders o on o.order_id = f.order_id
        where f.state = 'provisional'
    ) k
    where k.exchange = purged.exchange and k.segment = coalesce(purged.segment, k.segment)
        and k.trade_date = v_day
        and case when k.trade_number ~ digits and v_last ~ digits
            then k.trade_number::numeric > v_last::numeric else k.trade_number > v_last end
    order by length(k.trade_number), k.trade_number, k.side
    limit max_trades;
end
$$;

revoke all on function logic.trades_in_doubt(fix.sessions, text, integer) from public;
comment on function logic.trades_in_doubt(fix.sessions, text, integer) is
    'Today''s trades of a session''s market beyond the last number that stands';

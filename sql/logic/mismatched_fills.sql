-- Calls: none. Writes: none.
create or replace function logic.mismatched_fills(temp_trade_ids bigint[])
returns table (
    temp_trade_id bigint, trade_id bigint, trade_number text, order_id bigint, quantity bigint,
    price numeric, state text, trade_order_id bigint, trade_quantity bigint, trade_price numeric)
language plpgsql stable security invoker set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    return query
    select f.temp_trade_id, t.trade_id, f.trade_number, f.order_id, f.quantity, f.price, f.state,
        t.order_id, t.quantity, t.price
    from core.temp_trades f
    join core.trades t on (t.exchange, t.segment, t.trade_date, t.trade_number, t.side)
        = (f.exchange, f.segment, f.trade_date, f.trade_number, f.side)
    where f.temp_trade_id = any (temp_trade_ids)
        and ((f.quantity, f.price) is distinct from (t.quantity, t.price)
            or f.order_id <> t.order_id)
        and not exists (
            select from core.trade_notices n
            where n.temp_trade_id = f.temp_trade_id or n.trade_id = t.trade_id);
end
$$;

revoke all on function logic.mismatched_fills(bigint[]) from public;
comment on function logic.mismatched_fills(bigint[]) is
    'Those of these fills that differ from the trade of the same name, amended ones apart';

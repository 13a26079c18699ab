-- The bounds are far above any real trade and far below what a position's sums can hold. NaN is
-- greater than every number.
-- Calls: none. Writes: none.
create or replace function logic.refusable_trades(arrivals bigint[])
returns table (arrival bigint, reason text)
language plpgsql stable security invoker set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    max_quantity constant bigint := 10000000000;
    max_price constant numeric := 1000000000;
    max_value constant numeric := 1000000000000000;
begin
    return query
    select k.arrival, k.reason
    from (
        select t.arrival, case
            when t.product not in ('CNC', 'MIS', 'NRML') then 'unknown product'
            when t.side not in ('buy', 'sell') then 'unknown side'
            when t.quantity <= 0 then 'quantity not positive'
            when t.price < 0 then 'negative price'
            when t.price = 'NaN' then 'price is no number'
            when t.quantity > max_quantity or t.price > max_price
                or t.quantity * t.price > max_value then 'quantity or price out of range'
            when not isfinite(t.trade_date) or not isfinite(t.executed_at) then 'no date'
            end as reason
        from book.trades t
        where t.arrival = any (arrivals)) k
    where k.reason is not null;
end
$$;

revoke all on function logic.refusable_trades(bigint[]) from public;
comment on function logic.refusable_trades(bigint[]) is
    'Those of these replicated trades that cannot be true, and why';

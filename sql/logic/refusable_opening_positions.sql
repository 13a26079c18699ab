-- Bounds as for trades. NaN is greater than every number.
-- Calls: none. Writes: none.
create or replace function logic.refusable_opening_positions(arrivals bigint[])
returns table (arrival bigint, reason text)
language plpgsql stable security invoker set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    max_quantity constant bigint := 10000000000;
    max_price constant numeric := 1000000000;
begin
    return query
    select k.arrival, k.reason
    from (
        select o.arrival, case
            when o.product not in ('CNC', 'MIS', 'NRML') then 'unknown product'
            when o.average_price < 0 then 'negative price'
            when o.average_price = 'NaN' then 'price is no number'
            when o.quantity not between -max_quantity and max_quantity
                or o.average_price > max_price then 'quantity or price out of range'
            when not isfinite(o.trade_date) then 'no date'
            end as reason
        from book.opening_positions o
        where o.arrival = any (arrivals)) k
    where k.reason is not null;
end
$$;

revoke all on function logic.refusable_opening_positions(bigint[]) from public;
comment on function logic.refusable_opening_positions(bigint[]) is
    'Those of these replicated opening positions that cannot be true, and why';

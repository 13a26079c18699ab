-- Calls: none. Writes: core.positions.overnight_*.
create or replace function logic.set_overnight(arrivals bigint[])
returns void
language sql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
    insert into core.positions as p (
        trade_date, user_id, instrument_id, product, overnight_quantity, overnight_price)
    select o.trade_date, o.user_id, o.instrument_id, o.product, o.quantity, o.average_price
    from book.opening_positions o
    where o.arrival = any (arrivals)
    order by o.user_id, o.instrument_id, o.product, o.trade_date
    on conflict (user_id, trade_date, instrument_id, product) do update
    set overnight_quantity = excluded.overnight_quantity,
        overnight_price = excluded.overnight_price, updated_at = now()
    where (p.overnight_quantity, p.overnight_price)
        is distinct from (excluded.overnight_quantity, excluded.overnight_price)
$$;

revoke all on function logic.set_overnight(bigint[]) from public;
comment on function logic.set_overnight(bigint[]) is
    'Sets the overnight part of positions to what these opening positions of the book say';

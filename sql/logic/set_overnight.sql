-- Of a day whose opening positions are frozen nothing moves: what differs is held for people.
-- Calls: logic.hold_openings. Writes: core.positions.overnight_*.
create or replace function logic.set_overnight(arrivals bigint[])
returns void
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp
    -- A plan for thousands of known arrivals would read all of the book each time: by index.
    set plan_cache_mode = force_generic_plan
as $$
declare
    v_frozen jsonb;
begin
    insert into core.positions as p (
        trade_date, user_id, instrument_id, product, overnight_quantity, overnight_price)
    select o.trade_date, o.user_id, o.instrument_id, o.product, o.quantity, o.average_price
    from book.opening_positions o
    where o.arrival = any (arrivals)
        and not exists (select from sync.frozen_days f where f.trade_date = o.trade_date)
    order by o.user_id, o.instrument_id, o.product, o.trade_date
    on conflict (user_id, trade_date, instrument_id, product) do update
    set overnight_quantity = excluded.overnight_quantity,
        overnight_price = excluded.overnight_price, updated_at = now()
    where (p.overnight_quantity, p.overnight_price)
        is distinct from (excluded.overnight_quantity, excluded.overnight_price);
    if exists (select from sync.frozen_days) then
        select jsonb_agg(jsonb_build_object('trade_date', o.trade_date, 'user_id', o.user_id,
            'instrument_id', o.instrument_id, 'product', o.product)) into v_frozen
        from book.opening_positions o
        join sync.frozen_days f on f.trade_date = o.trade_date
        where o.arrival = any (arrivals);
        if v_frozen is not null then
            perform logic.hold_openings(v_frozen);
        end if;
    end if;
end
$$;

revoke all on function logic.set_overnight(bigint[]) from public;
comment on function logic.set_overnight(bigint[]) is
    'Sets the overnight part of positions to what these opening positions of the book say';

-- Calls: none. Writes: core.positions.overnight_*, sync.watermarks.
create or replace function logic.fold_opening_positions(max_rows bigint)
returns bigint
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
declare
    mark bigint;
    last_arrival bigint;
    folded bigint;
begin
    select w.arrival into mark from sync.watermarks w where w.table_name = 'opening_positions';
    select max(b.arrival) into last_arrival
    from (select o.arrival from book.opening_positions o where o.arrival > mark
          order by o.arrival limit max_rows) b;
    if last_arrival is null then
        return 0;
    end if;
    insert into core.positions as p (
        trade_date, user_id, instrument_id, product, overnight_quantity, overnight_price)
    select o.trade_date, o.user_id, o.instrument_id, o.product, o.quantity, o.average_price
    from book.opening_positions o
    where o.arrival > mark and o.arrival <= last_arrival
    order by o.user_id, o.instrument_id, o.product, o.trade_date
    on conflict (user_id, trade_date, instrument_id, product) do update
    set overnight_quantity = excluded.overnight_quantity,
        overnight_price = excluded.overnight_price, updated_at = now();
    get diagnostics folded = row_count;
    update sync.watermarks w set arrival = last_arrival, folded_at = now()
    where w.table_name = 'opening_positions';
    return folded;
end
$$;

revoke all on function logic.fold_opening_positions(bigint) from public;
comment on function logic.fold_opening_positions(bigint) is
    'Takes replicated opening positions past the watermark over as overnight quantities';

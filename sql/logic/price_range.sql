-- The day's price range as prices that an order may have: on the tick, one tick at least. A bound
-- of 0 is how exchanges' files say that there is none.
-- Calls: none. Writes: none.
create or replace function logic.price_range(
    instrument book.instruments, out lowest numeric, out highest numeric)
language plpgsql immutable security invoker set search_path = pg_catalog, pg_temp
as $$
begin
    lowest := greatest(ceil(instrument.lower_price / instrument.tick_size)
        * instrument.tick_size, instrument.tick_size);
    highest := case when instrument.upper_price > 0
        then floor(instrument.upper_price / instrument.tick_size) * instrument.tick_size end;
end
$$;

revoke all on function logic.price_range(book.instruments) from public;
comment on function logic.price_range(book.instruments) is
    'Lowest and highest price of an order today; highest is null without an upper bound';

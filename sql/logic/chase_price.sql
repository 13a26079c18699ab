-- The next price of a protected exit that nobody took: from the last price there is now, so that a
-- market that came nearer gives the client the better price, with the protection stretched by a
-- step for each time it was priced again; onto the tick and inside the day's price range. Null
-- when there is no last price.
-- Calls: logic.price_range, logic.setting_numeric. Writes: none.
create or replace function logic.chase_price(
    instrument book.instruments, side text, steps integer)
returns numeric
language plpgsql stable security invoker set search_path = pg_catalog, pg_temp
as $$
declare
    v_last numeric;
    v_kind text := case when instrument.instrument_type in ('IDO', 'STO') then 'options'
        when instrument.instrument_type in ('IDF', 'STF') then 'futures' else 'cash' end;
    v_percent numeric;
    v_price numeric;
    v_direction constant integer := case chase_price.side when 'buy' then 1 else -1 end;
begin
    select p.last_price into v_last
    from book.prices p where p.instrument_id = instrument.instrument_id;
    if coalesce(v_last, 0) <= 0 then
        return null;
    end if;
    v_percent := logic.setting_numeric('protection_percent_' || v_kind)
        + steps * logic.setting_numeric('chase_step_percent_' || v_kind);
    v_price := v_last * (1 + v_direction * v_percent / 100) / instrument.tick_size;
    v_price := case when v_direction > 0 then ceil(v_price) else floor(v_price) end
        * instrument.tick_size;
    return (
        select least(greatest(v_price, r.lowest), r.highest) from logic.price_range(instrument) r);
end
$$;

revoke all on function logic.chase_price(book.instruments, text, integer) from public;
comment on function logic.chase_price(book.instruments, text, integer) is
    'Limit price in rupees of a protected exit when it is priced again; null without a last price';

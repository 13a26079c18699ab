-- The limit price of an exit, rupees: the caller's for LIMIT; for PROTECTED the last price moved
-- against us by a percentage by instrument type, onto the tick, inside the day's price range;
-- null for MARKET. A sell is rounded down and a buy up, so that protection never makes the price
-- worse to fill.
-- Calls: logic.price_range, logic.raise, logic.setting_numeric. Writes: none.
create or replace function logic.exit_price(
    instrument book.instruments, side text, order_type text, limit_price numeric)
returns numeric
language plpgsql stable security invoker set search_path = pg_catalog, pg_temp
as $$
declare
    last_price numeric;
    percent numeric;
    price numeric;
    v_range record;
    tick constant numeric := instrument.tick_size;
    direction constant integer := case exit_price.side when 'buy' then 1 else -1 end;
begin
    if order_type = 'MARKET' then
        if limit_price is not null then
            perform logic.raise('IR101', jsonb_build_object(
                'field', 'limit_price', 'expected', 'none for a MARKET order'));
        end if;
        return null;
    end if;
    v_range := logic.price_range(instrument);
    if order_type = 'LIMIT' then
        if limit_price is null then
            perform logic.raise('IR103', jsonb_build_object('field', 'limit_price'));
        end if;
        if limit_price % tick <> 0
            or limit_price < v_range.lowest or limit_price > v_range.highest then
            perform logic.raise('IR108', jsonb_build_object(
                'limit_price', limit_price, 'tick_size', trim_scale(tick),
                'lower_price', instrument.lower_price, 'upper_price', instrument.upper_price));
        end if;
        return limit_price;
    end if;
    if limit_price is not null then
        perform logic.raise('IR101', jsonb_build_object(
            'field', 'limit_price', 'expected', 'none for a PROTECTED order'));
    end if;
    select p.last_price into last_price
    from book.prices p where p.instrument_id = instrument.instrument_id;
    if coalesce(last_price, 0) <= 0 then
        perform logic.raise('IR303', jsonb_build_object(
            'symbol', instrument.symbol, 'reason', 'no last price to protect the order by'));
    end if;
    percent := logic.setting_numeric('protection_percent_' || case
        when instrument.instrument_type in ('IDO', 'STO') then 'options'
        when instrument.instrument_type in ('IDF', 'STF') then 'futures'
        else 'cash' end);
    price := last_price * (1 + direction * percent / 100);
    price := case when direction > 0 then ceil(price / tick) else floor(price / tick) end * tick;
    return least(greatest(price, v_range.lowest), v_range.highest);
end
$$;

revoke all on function logic.exit_price(book.instruments, text, text, numeric) from public;
comment on function logic.exit_price(book.instruments, text, text, numeric) is
    'Limit price in rupees for an exit order, null for MARKET; IR101, IR103, IR108, IR303';

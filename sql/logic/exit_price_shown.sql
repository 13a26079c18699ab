-- What an exit is valued at, rupees for one unit: its limit; without one the last price, else the
-- highest of the day. Null when nobody can tell.
-- Calls: none. Writes: none.
create or replace function logic.exit_price_shown(
    instrument book.instruments, limit_price numeric)
returns numeric
language plpgsql stable security invoker set search_path = pg_catalog, pg_temp
as $$
begin
    return coalesce(limit_price,
        (select nullif(p.last_price, 0) from book.prices p
            where p.instrument_id = instrument.instrument_id),
        instrument.upper_price);
end
$$;

revoke all on function logic.exit_price_shown(book.instruments, numeric) from public;
comment on function logic.exit_price_shown(book.instruments, numeric) is
    'Rupees for one unit that the value of an exit is reckoned with; null when unknown';

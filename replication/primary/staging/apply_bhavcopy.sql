-- Checked rows become instruments and prices. What a later file said already stays: an older file
-- adds instruments nobody knows and changes nothing else. Unchanged rows are not written, so the
-- same file again sends nothing to the replicas. Staging rows must have no problems.
-- Writes: book.instruments, book.prices
create or replace function staging.apply_bhavcopy() returns jsonb
    language plpgsql volatile set search_path = ''
as $$
declare
    -- The exchanges of this country close here; the file says only the date.
    market_close constant interval := '15:30';
    zone constant text := 'Asia/Kolkata';
    tick constant numeric := 0.05;
    added bigint;
    changed bigint;
    priced bigint;
    total bigint;
    file_date date;
begin
    select count(*), max(trade_date)::date into total, file_date from staging.bhavcopy_rows;

    with written as (
        insert into book.instruments as i (
            exchange, segment, token, symbol, underlying, instrument_type, series, isin,
            expiry_date, strike_price, option_type, lot_size, tick_size, multiplier)
        select r.exchange, r.segment, r.token, r.symbol, r.underlying, r.instrument_type,
            r.series, r.isin, r.expiry_date::date, r.strike_price::numeric, r.option_type,
            r.lot_size::bigint, tick, 1
        from staging.bhavcopy_rows r
        order by r.line
        on conflict on constraint instruments_symbol_key do update
        set token = coalesce(excluded.token, i.token), underlying = excluded.underlying,
            instrument_type = excluded.instrument_type, series = excluded.series,
            isin = coalesce(excluded.isin, i.isin), expiry_date = excluded.expiry_date,
            strike_price = excluded.strike_price, option_type = excluded.option_type,
            lot_size = excluded.lot_size, updated_at = now()
        where (i.token, i.underlying, i.instrument_type, i.series, i.isin, i.expiry_date,
                i.strike_price, i.option_type, i.lot_size)
                is distinct from (coalesce(excluded.token, i.token), excluded.underlying,
                    excluded.instrument_type, excluded.series, coalesce(excluded.isin, i.isin),
                    excluded.expiry_date, excluded.strike_price, excluded.option_type,
                    excluded.lot_size)
            and not exists (
                select from book.prices p
                where p.instrument_id = i.instrument_id and p.price_date > file_date)
        returning xmax = 0 as is_new)
    select count(*) filter (where is_new), count(*) filter (where not is_new)
    into added, changed
    from written;

    insert into book.prices as p (
        instrument_id, price_date, open_price, high_price, low_price, close_price, last_price,
        previous_close, settlement_price, underlying_price, open_interest, volume, as_of)
    select i.instrument_id, file_date, r.open_price::numeric, r.high_price::numeric,
        r.low_price::numeric, r.close_price::numeric,
        -- Nothing traded: the last price is published as zero.
        coalesce(nullif(r.last_price::numeric, 0), r.close_price::numeric),
        r.previous_close::numeric, r.settlement_price::numeric, r.underlying_price::numeric,
        r.open_interest::bigint, r.volume::bigint, (file_date + market_close) at time zone zone
    from staging.bhavcopy_rows r
    join book.instruments i
        on i.exchange = r.exchange and i.segment = r.segment and i.symbol = r.symbol
    order by r.line
    on conflict (instrument_id) do update
    set price_date = excluded.price_date, open_price = excluded.open_price,
        high_price = excluded.high_price, low_price = excluded.low_price,
        close_price = excluded.close_price, last_price = excluded.last_price,
        previous_close = excluded.previous_close, settlement_price = excluded.settlement_price,
        underlying_price = excluded.underlying_price, open_interest = excluded.open_interest,
        volume = excluded.volume, as_of = excluded.as_of, loaded_at = now()
    where excluded.price_date >= p.price_date
        and (p.price_date, p.open_price, p.high_price, p.low_price, p.close_price, p.last_price,
            p.previous_close, p.settlement_price, p.underlying_price, p.open_interest, p.volume)
            is distinct from (excluded.price_date, excluded.open_price, excluded.high_price,
            excluded.low_price, excluded.close_price, excluded.last_price,
            excluded.previous_close, excluded.settlement_price, excluded.underlying_price,
            excluded.open_interest, excluded.volume);
    get diagnostics priced = row_count;
    return jsonb_build_object(
        'trade_date', file_date, 'rows', total, 'instruments_added', added,
        'instruments_changed', changed, 'prices_written', priced,
        'problem_count', 0, 'problems', '[]'::jsonb);
end
$$;
alter function staging.apply_bhavcopy() owner to broker_owner;
revoke all on function staging.apply_bhavcopy() from public;
comment on function staging.apply_bhavcopy() is 'Checked rows become instruments and prices';

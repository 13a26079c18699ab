-- Lines of NSE's older cash file (sec_bhavdata_full) as common rows: spaces after the commas,
-- a dash for what is missing, dates like 27-Feb-2025, neither token nor ISIN.
-- Writes: staging.bhavcopy_rows
create or replace function staging.cash_rows(columns text[]) returns void
    language plpgsql volatile set search_path = ''
as $$
declare
    months constant text := 'JanFebMarAprMayJunJulAugSepOctNovDec';
begin
    insert into staging.bhavcopy_rows (
        line, field_count, trade_date, exchange, segment, instrument_type, underlying, series,
        symbol, open_price, high_price, low_price, close_price, last_price, previous_close,
        volume, lot_size)
    select l.line, cardinality(l.f),
        case
            when f[at.traded] ~ '^[0-9]{2}-[A-Z][a-z]{2}-[0-9]{4}$'
                and strpos(months, substr(f[at.traded], 4, 3)) % 3 = 1
            then substr(f[at.traded], 8, 4) || '-'
                || lpad(((strpos(months, substr(f[at.traded], 4, 3)) + 2) / 3)::text, 2, '0')
                || '-' || left(f[at.traded], 2)
            else f[at.traded]
        end,
        'NSE', 'CM', 'EQ', f[at.symbol], f[at.series],
        case
            when f[at.series] = 'EQ' then f[at.symbol]
            else f[at.symbol] || '-' || f[at.series]
        end,
        f[at.opened], f[at.high], f[at.low], f[at.closed], f[at.last], f[at.previous],
        f[at.volume], '1'
    from (
        select line, string_to_array(btrim(regexp_replace(raw, ' *, *', ',', 'g')), ',', '-') as f
        from staging.bhavcopy_lines
        where btrim(raw) <> ''
        -- Split once a line, not once a column.
        offset 0) l
    cross join (
        select array_position(columns, 'DATE1') as traded,
            array_position(columns, 'SYMBOL') as symbol,
            array_position(columns, 'SERIES') as series,
            array_position(columns, 'OPEN_PRICE') as opened,
            array_position(columns, 'HIGH_PRICE') as high,
            array_position(columns, 'LOW_PRICE') as low,
            array_position(columns, 'CLOSE_PRICE') as closed,
            array_position(columns, 'LAST_PRICE') as last,
            array_position(columns, 'PREV_CLOSE') as previous,
            array_position(columns, 'TTL_TRD_QNTY') as volume
        offset 0) at;
end
$$;
alter function staging.cash_rows(text[]) owner to broker_owner;
revoke all on function staging.cash_rows(text[]) from public;
comment on function staging.cash_rows(text[]) is 'Older cash file''s lines as common rows';

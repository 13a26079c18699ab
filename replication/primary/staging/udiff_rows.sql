-- Lines of the exchanges' unified layout (UDiFF) as common rows. `columns` is the header in the
-- file's order. Cash rows are named as in the older layout, so that both mean one instrument.
-- Writes: staging.bhavcopy_rows
create or replace function staging.udiff_rows(columns text[]) returns void
    language plpgsql volatile set search_path = ''
as $$
begin
    insert into staging.bhavcopy_rows (
        line, field_count, trade_date, exchange, segment, instrument_type, token, isin,
        underlying, series, expiry_date, strike_price, option_type, symbol,
        open_price, high_price, low_price, close_price, last_price, previous_close,
        underlying_price, settlement_price, open_interest, volume, lot_size)
    select l.line, cardinality(l.f), f[at.traded], f[at.source], f[at.segment],
        case when f[at.kind] = 'STK' then 'EQ' else f[at.kind] end, f[at.token],
        nullif(f[at.isin], ''), f[at.ticker], nullif(f[at.series], ''),
        nullif(f[at.expiry], ''), nullif(f[at.strike], ''), nullif(f[at.option], ''),
        case
            when f[at.segment] <> 'CM' then f[at.name]
            when f[at.series] in ('EQ', '') then f[at.ticker]
            else f[at.ticker] || '-' || f[at.series]
        end,
        nullif(f[at.opened], ''), nullif(f[at.high], ''), nullif(f[at.low], ''), f[at.closed],
        nullif(f[at.last], ''), nullif(f[at.previous], ''), nullif(f[at.underlying], ''),
        nullif(f[at.settled], ''), nullif(f[at.interest], ''), nullif(f[at.volume], ''),
        f[at.lot]
    from (
        select line, string_to_array(raw, ',') as f
        from staging.bhavcopy_lines
        where btrim(raw) <> ''
        -- Split once a line, not once a column.
        offset 0) l
    cross join (
        select array_position(columns, 'TradDt') as traded,
            array_position(columns, 'Src') as source,
            array_position(columns, 'Sgmt') as segment,
            array_position(columns, 'FinInstrmTp') as kind,
            array_position(columns, 'FinInstrmId') as token,
            array_position(columns, 'ISIN') as isin,
            array_position(columns, 'TckrSymb') as ticker,
            array_position(columns, 'SctySrs') as series,
            array_position(columns, 'XpryDt') as expiry,
            array_position(columns, 'StrkPric') as strike,
            array_position(columns, 'OptnTp') as option,
            array_position(columns, 'FinInstrmNm') as name,
            array_position(columns, 'OpnPric') as opened,
            array_position(columns, 'HghPric') as high,
            array_position(columns, 'LwPric') as low,
            array_position(columns, 'ClsPric') as closed,
            array_position(columns, 'LastPric') as last,
            array_position(columns, 'PrvsClsgPric') as previous,
            array_position(columns, 'UndrlygPric') as underlying,
            array_position(columns, 'SttlmPric') as settled,
            array_position(columns, 'OpnIntrst') as interest,
            array_position(columns, 'TtlTradgVol') as volume,
            array_position(columns, 'NewBrdLotQty') as lot
        offset 0) at;
end
$$;
alter function staging.udiff_rows(text[]) owner to broker_owner;
revoke all on function staging.udiff_rows(text[]) from public;
comment on function staging.udiff_rows(text[]) is 'UDiFF lines as common rows';

-- Every reason why a row of the file cannot be taken, by line. Nothing that real files contain is
-- refused: a close outside the day's range, open interest that is no multiple of the lot, rows
-- without a trade and contracts that expire on the day are all published so.
-- Calls: staging.parsed_date. Writes: -
create or replace function staging.bhavcopy_problems(expected_fields integer)
    returns table (line bigint, reason text)
    language plpgsql stable set search_path = ''
as $$
declare
    -- What numeric(18, 4) and bigint hold without rounding.
    price constant text := '^[0-9]{1,14}(\.[0-9]{1,4})?$';
    whole constant text := '^[0-9]{1,18}$';
    file_date text;
begin
    select r.trade_date into file_date
    from staging.bhavcopy_rows r
    where r.field_count = expected_fields
    group by r.trade_date order by count(*) desc limit 1;

    return query
    select r.line, format('%s fields instead of %s', r.field_count, expected_fields)
    from staging.bhavcopy_rows r
    where r.field_count <> expected_fields
    union all
    select r.line, p.reason
    from staging.bhavcopy_rows r
    cross join lateral (values
        (case when staging.parsed_date(r.trade_date) is null
            then format('trade date "%s" is no date', r.trade_date)
            when r.trade_date <> file_date
            then format('trade date %s in a file of %s', r.trade_date, file_date) end),
        (case when r.exchange is null or r.exchange not in ('NSE', 'BSE')
            then format('unknown exchange "%s"', r.exchange) end),
        (case when coalesce(r.underlying, '') = '' or coalesce(r.symbol, '') = ''
            then 'no trading symbol' end),
        (case when r.isin !~ '^[A-Z]{2}[A-Z0-9]{9}[0-9]$'
            then format('ISIN "%s" is malformed', r.isin) end),
        (case when r.token !~ whole then format('token "%s" is no number', r.token) end),
        (case when r.close_price is null then 'no closing price' end),
        (case when coalesce(r.lot_size, '') !~ whole or r.lot_size ~ '^0+$'
            then format('lot size "%s" is no positive number', r.lot_size) end)
    ) p (reason)
    where r.field_count = expected_fields and p.reason is not null
    union all
    select r.line, format('%s "%s" is no price', v.name, v.value)
    from staging.bhavcopy_rows r
    cross join lateral (values
        ('open price', r.open_price), ('high price', r.high_price), ('low price', r.low_price),
        ('closing price', r.close_price), ('last price', r.last_price),
        ('previous close', r.previous_close), ('underlying price', r.underlying_price),
        ('settlement price', r.settlement_price), ('strike price', r.strike_price)
    ) v (name, value)
    where r.field_count = expected_fields and v.value !~ price
    union all
    select r.line, format('%s "%s" is no whole number', v.name, v.value)
    from staging.bhavcopy_rows r
    cross join lateral (values
        ('open interest', r.open_interest), ('volume', r.volume)) v (name, value)
    where r.field_count = expected_fields and v.value !~ whole
    union all
    select r.line, format('high price %s is below low price %s', r.high_price, r.low_price)
    from staging.bhavcopy_rows r
    where r.field_count = expected_fields and case
        when r.high_price ~ price and r.low_price ~ price
        then r.high_price::numeric < r.low_price::numeric end
    union all
    select * from staging.contract_problems(expected_fields)
    union all
    select * from staging.repeated_rows(expected_fields);
end
$$;
alter function staging.bhavcopy_problems(integer) owner to broker_owner;
revoke all on function staging.bhavcopy_problems(integer) from public;
comment on function staging.bhavcopy_problems(integer) is 'Why rows cannot be taken, by line';

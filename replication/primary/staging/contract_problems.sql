-- Rows whose kind of instrument and contract terms do not fit together. Calls: staging.parsed_date
create or replace function staging.contract_problems(expected_fields integer)
    returns table (line bigint, reason text)
    language sql stable set search_path = ''
as $$
    select r.line, case
        when r.segment is null or r.segment not in ('CM', 'FO')
        then format('unknown segment "%s"', r.segment)
        when r.segment = 'CM' and r.instrument_type is distinct from 'EQ'
            or r.segment = 'FO'
                and coalesce(r.instrument_type, '') not in ('IDF', 'STF', 'IDO', 'STO')
        then format('instrument type "%s" does not exist in segment %s',
            r.instrument_type, r.segment)
        when r.segment = 'CM' and coalesce(r.series, '') = '' then 'a cash row without a series'
        when r.segment = 'CM' then null
        when coalesce(r.token, '') = '' then 'a contract without a token'
        when staging.parsed_date(r.expiry_date) is null
        then format('expiry date "%s" is no date', r.expiry_date)
        when r.expiry_date < r.trade_date
        then format('expired on %s, before the trade date', r.expiry_date)
        when r.instrument_type in ('IDO', 'STO')
            and (r.strike_price is null or coalesce(r.option_type, '') not in ('CE', 'PE'))
        then 'an option without strike price and CE or PE'
        when r.instrument_type in ('IDF', 'STF')
            and (r.strike_price is not null or r.option_type is not null)
        then 'a future with a strike price or an option type'
    end
    from staging.bhavcopy_rows r
    where r.field_count = expected_fields;
$$;
alter function staging.contract_problems(integer) owner to broker_owner;
revoke all on function staging.contract_problems(integer) from public;
comment on function staging.contract_problems(integer) is
    'A line each row; the reason is null where the terms fit';

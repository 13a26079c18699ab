-- Calls: logic.file_date, logic.file_rows, logic.file_time. Writes: none.
create or replace function logic.trade_file_problems(file_id bigint)
returns table (line bigint, reason text)
language sql stable security invoker set search_path = pg_catalog, pg_temp
as $$
    with rows as materialized (
        select r.line, r.fields,
            min(r.line) over (partition by r.fields ->> 'Src', r.fields ->> 'Sgmt',
                r.fields ->> 'TradDt', r.fields ->> 'UnqTradIdr', r.fields ->> 'BuySellInd')
                as first_line
        from logic.file_rows(trade_file_problems.file_id) r
        where r.fields is not null
    )
    select j.line, j.reason
    from (
        select r.line, case
            when r.fields ->> 'Sgmt' not in ('CM', 'FO', 'CD', 'COM')
            then format('Sgmt "%s" is no segment', left(r.fields ->> 'Sgmt', 40))
            when r.fields ->> 'Src' not in ('NSE', 'BSE')
            then format('Src "%s" is no exchange', left(r.fields ->> 'Src', 40))
            when logic.file_date(r.fields ->> 'TradDt') is null
            then format('TradDt "%s" is no date', left(r.fields ->> 'TradDt', 40))
            when r.fields ->> 'UnqTradIdr' !~ '^[A-Za-z0-9]{1,40}$'
            then format('UnqTradIdr "%s" is no trade number',
                left(r.fields ->> 'UnqTradIdr', 40))
            when r.fields ->> 'BuySellInd' not in ('B', 'S')
            then format('BuySellInd "%s" is neither B nor S',
                left(r.fields ->> 'BuySellInd', 40))
            when r.fields ->> 'TradQty' !~ '^[0-9]{1,10}$' or r.fields ->> 'TradQty' ~ '^0+$'
            then format('TradQty "%s" is no positive number', left(r.fields ->> 'TradQty', 40))
            when r.fields ->> 'Pric' !~ '^[0-9]{1,9}(\.[0-9]{1,4})?$'
            then format('Pric "%s" is no price', left(r.fields ->> 'Pric', 40))
            when logic.file_time(r.fields ->> 'TradDtTm') is null
            then format('TradDtTm "%s" is no time', left(r.fields ->> 'TradDtTm', 40))
            when r.fields ->> 'RptdTxSts' not in ('', '11', '12', '13')
            then format('RptdTxSts "%s" is not 11, 12 or 13',
                left(r.fields ->> 'RptdTxSts', 40))
            when r.fields ->> 'TckrSymb' = '' and r.fields ->> 'FinInstrmId' = ''
            then 'neither FinInstrmId nor TckrSymb'
            when r.line > r.first_line
            then format('trade %s is on line %s already', r.fields ->> 'UnqTradIdr', r.first_line)
            end as reason
        from rows r) j
    where j.reason is not null
$$;

revoke all on function logic.trade_file_problems(bigint) from public;
comment on function logic.trade_file_problems(bigint) is
    'Why lines of the exchange''s end-of-day trade file cannot be taken';

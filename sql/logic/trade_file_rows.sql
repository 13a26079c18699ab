-- Calls: logic.file_date, logic.file_rows, logic.file_time. Writes: none.
create or replace function logic.trade_file_rows(file_id bigint)
returns table (
    line bigint, exchange text, segment text, trade_date date, trade_number text, side text,
    quantity bigint, price numeric, executed_at timestamptz, account text, order_number text,
    token text, symbol text, is_cancelled boolean, is_own boolean)
language sql stable security invoker set search_path = pg_catalog, pg_temp
as $$
    select r.line, r.fields ->> 'Src', r.fields ->> 'Sgmt',
        logic.file_date(r.fields ->> 'TradDt'), r.fields ->> 'UnqTradIdr',
        case r.fields ->> 'BuySellInd' when 'B' then 'buy' else 'sell' end,
        (r.fields ->> 'TradQty')::bigint, (r.fields ->> 'Pric')::numeric,
        logic.file_time(r.fields ->> 'TradDtTm'), r.fields ->> 'ClntId',
        nullif(r.fields ->> 'OrdrRef', ''), r.fields ->> 'FinInstrmId',
        r.fields ->> 'FinInstrmNm', r.fields ->> 'RptdTxSts' = '13',
        r.fields ->> 'ClntTp' = 'P'
    from logic.file_rows(trade_file_rows.file_id) r
$$;

revoke all on function logic.trade_file_rows(bigint) from public;
comment on function logic.trade_file_rows(bigint) is
    'Lines of a trade file that has no problems, as trades';

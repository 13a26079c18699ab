-- The trade file: what the primary has not told, and what the desk did, of one day.
-- Calls: logic.utc_text. Writes: none.
create or replace function logic.report_trades(day date, row_limit bigint)
returns jsonb
language sql stable security invoker set search_path = pg_catalog, pg_temp
as $$
    select coalesce(jsonb_agg(jsonb_build_array(t.exchange, t.segment, t.trade_date,
        t.trade_number, t.exchange_order_id, o.cl_ord_id, coalesce(u.broker_id, t.account),
        i.token, i.symbol, t.product, t.side, t.quantity, t.price, logic.utc_text(t.executed_at),
        case when t.primary_at is null then 'no' else 'yes' end,
        case when t.busted_at is not null then 'busted'
            when t.corrected_at is not null then 'corrected' else '' end)
        order by t.trade_id), '[]')
    from (
        select x.* from core.trades x
        where x.trade_date = report_trades.day
            and (x.order_id is not null or x.primary_at is null)
        order by x.trade_id limit report_trades.row_limit) t
    left join core.orders o on o.order_id = t.order_id
    left join book.users u on u.user_id = t.user_id
    left join book.instruments i on i.instrument_id = t.instrument_id
$$;

revoke all on function logic.report_trades(date, bigint) from public;
comment on function logic.report_trades(date, bigint) is
    'Lines of the trade file: the desk''s trades and those the primary has not told';

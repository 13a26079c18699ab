-- Calls: none. Writes: none.
create or replace function logic.report_positions(day date, for_exchange text, row_limit bigint)
returns jsonb
language sql stable security invoker set search_path = pg_catalog, pg_temp
as $$
    select coalesce(jsonb_agg(jsonb_build_array(r.exchange, r.segment, r.broker_id, r.name,
        r.symbol, r.token, r.expiry_date, r.product, r.net_quantity, r.side_to_close, r.last_price,
        r.phone) order by r.place), '[]')
    from (
        select i.exchange, i.segment, u.broker_id, u.name, i.symbol, i.token, i.expiry_date,
            p.product, p.net_quantity,
            case when p.net_quantity > 0 then 'sell' else 'buy' end as side_to_close,
            k.last_price, u.phone,
            row_number() over (order by i.exchange, i.segment, i.expiry_date nulls last,
                u.broker_id, i.symbol, p.product) as place
        from core.positions p
        join book.instruments i on i.instrument_id = p.instrument_id
        join book.users u on u.user_id = p.user_id
        left join book.prices k on k.instrument_id = p.instrument_id
        where p.trade_date = report_positions.day and p.net_quantity <> 0
            and (report_positions.for_exchange is null
                or i.exchange = report_positions.for_exchange)
        order by place limit report_positions.row_limit) r
$$;

revoke all on function logic.report_positions(date, text, bigint) from public;
comment on function logic.report_positions(date, text, bigint) is
    'Lines of open positions of one day: how each is closed, and how to reach the client';

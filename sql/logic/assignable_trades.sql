-- Looks at orders that came since the last look and at trades that no look has seen yet, or at
-- everything that waits. The former costs what is new, not what waits.
-- Calls: none. Writes: none.
create or replace function logic.assignable_trades(everything boolean default false)
returns table (
    exchange text, segment text, trade_date date, trade_number text, side text, quantity bigint,
    price numeric, executed_at timestamptz, user_id bigint, instrument_id bigint, product text,
    exchange_order_id text, account text)
language plpgsql stable security invoker set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    return query
    with pairs as (
        select t.trade_id, b.order_id
        from book.orders b
        join core.trades t on t.exchange_order_id = b.exchange_order_id
            and t.position_id is null
        where b.arrival > (
            select w.arrival from sync.watermarks w where w.table_name = 'orders')
        union
        select t.trade_id, b.order_id
        from sync.waiting_trades x
        join core.trades t on t.trade_id = x.trade_id and t.position_id is null
        join book.orders b on b.exchange_order_id = t.exchange_order_id
        union
        select t.trade_id, b.order_id
        from core.trades t
        join book.orders b on b.exchange_order_id = t.exchange_order_id
        where everything and t.position_id is null
    )
    select t.exchange, t.segment, t.trade_date, t.trade_number, t.side, t.quantity, t.price,
        t.executed_at, b.user_id, b.instrument_id, b.product, t.exchange_order_id, t.account
    from pairs
    join core.trades t on t.trade_id = pairs.trade_id
    join book.orders b on b.order_id = pairs.order_id
        and b.trade_date = t.trade_date and b.side = t.side
    join book.instruments i on i.instrument_id = b.instrument_id
        and i.exchange = t.exchange and i.segment = t.segment
    where b.product in ('CNC', 'MIS', 'NRML')
        and b.instrument_id = coalesce(t.instrument_id, b.instrument_id)
        and b.user_id = coalesce(t.user_id, b.user_id);
end
$$;

revoke all on function logic.assignable_trades(boolean) from public;
comment on function logic.assignable_trades(boolean) is
    'Unassigned trades whose order the primary''s book has by now, with what it says of them';

-- Few trades wait at any time, and a partial index knows them: this costs next to nothing.
-- Calls: none. Writes: none.
create or replace function logic.assignable_trades()
returns table (
    exchange text, segment text, trade_date date, trade_number text, side text, quantity bigint,
    price numeric, executed_at timestamptz, user_id bigint, instrument_id bigint, product text,
    exchange_order_id text, account text)
language plpgsql stable security invoker set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    return query
    select t.exchange, t.segment, t.trade_date, t.trade_number, t.side, t.quantity, t.price,
        t.executed_at, b.user_id, b.instrument_id, b.product, t.exchange_order_id, t.account
    from core.trades t
    join book.orders b on b.exchange_order_id = t.exchange_order_id
        and b.trade_date = t.trade_date and b.side = t.side
    join book.instruments i on i.instrument_id = b.instrument_id
        and i.exchange = t.exchange and i.segment = t.segment
    where t.position_id is null
        and b.instrument_id = coalesce(t.instrument_id, b.instrument_id)
        and b.user_id = coalesce(t.user_id, b.user_id);
end
$$;

revoke all on function logic.assignable_trades() from public;
comment on function logic.assignable_trades() is
    'Unassigned trades whose order the primary''s book has by now, with what it says of them';

-- Locks every position that the next fold will move, ascending and in one go, so that a fold and a
-- batch of drop copies wait for each other instead of deadlocking.
-- Calls: logic.assignable_trades. Writes: none.
create or replace function logic.lock_fold_positions(
    trades_after bigint, trades_through bigint, openings_after bigint, openings_through bigint)
returns void
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
begin
    perform from core.positions p
    where p.position_id in (
        select k.position_id
        from (
            select t.user_id, t.trade_date, t.instrument_id, t.product
            from book.trades t
            where t.arrival > trades_after and t.arrival <= trades_through
            union
            select o.user_id, o.trade_date, o.instrument_id, o.product
            from book.opening_positions o
            where o.arrival > openings_after and o.arrival <= openings_through
            union
            select (r ->> 'user_id')::bigint, (r ->> 'trade_date')::date,
                (r ->> 'instrument_id')::bigint, r ->> 'product'
            from sync.book_changes c
            cross join lateral (values (c.old_row), (c.new_row)) v (r)
            where c.table_name = 'opening_positions' and r is not null
            union
            select a.user_id, a.trade_date, a.instrument_id, a.product
            from logic.assignable_trades() a
        ) x
        join core.positions k on (k.user_id, k.trade_date, k.instrument_id, k.product)
            = (x.user_id, x.trade_date, x.instrument_id, x.product))
    order by p.position_id
    for no key update;
end
$$;

revoke all on function logic.lock_fold_positions(bigint, bigint, bigint, bigint) from public;
comment on function logic.lock_fold_positions(bigint, bigint, bigint, bigint) is
    'Locks the positions that waiting rows of the book will move';

-- Calls: logic.assignable_trades. Writes: none.
create or replace function logic.fold_needed()
returns boolean
language plpgsql stable security invoker set search_path = pg_catalog, pg_temp
as $$
begin
    -- plpgsql keeps the plan: every read of a client asks this first.
    return coalesce((select max(t.arrival) from book.trades t), 0)
            > (select w.arrival from sync.watermarks w where w.table_name = 'trades')
        or coalesce((select max(o.arrival) from book.opening_positions o), 0)
            > (select w.arrival from sync.watermarks w where w.table_name = 'opening_positions')
        or exists (select from sync.book_changes)
        or exists (select from logic.assignable_trades());
end
$$;

revoke all on function logic.fold_needed() from public;
comment on function logic.fold_needed() is
    'Whether replication brought rows that core has not seen';

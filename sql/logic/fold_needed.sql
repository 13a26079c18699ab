-- Asked by every decision and every read of a client: a few index look-ups, whatever waits.
-- Calls: logic.full_look_due. Writes: none.
create or replace function logic.fold_needed()
returns boolean
language plpgsql stable security invoker set search_path = pg_catalog, pg_temp
as $$
begin
    -- plpgsql keeps the plan.
    return coalesce((select max(t.arrival) from book.trades t), 0)
            > (select w.arrival from sync.watermarks w where w.table_name = 'trades')
        or coalesce((select max(o.arrival) from book.opening_positions o), 0)
            > (select w.arrival from sync.watermarks w where w.table_name = 'opening_positions')
        or exists (select from sync.book_changes)
        or exists (select from sync.waiting_trades)
        -- An order that came matters to trades that wait for one.
        or ((select t.trade_id from core.trades t where t.position_id is null
                order by t.trade_id limit 1) is not null
            and coalesce((select max(b.arrival) from book.orders b), 0)
                > (select w.arrival from sync.watermarks w where w.table_name = 'orders'))
        or logic.full_look_due();
end
$$;

revoke all on function logic.fold_needed() from public;
comment on function logic.fold_needed() is
    'Whether replication brought rows that core has not seen';

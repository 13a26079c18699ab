-- Folds what replication brought, past a watermark, into core: trades through the one trade
-- function, opening positions as overnight quantities. `arrival` is given by the single apply
-- worker in commit order, so nothing can appear later behind the watermark. Costs two index
-- look-ups when there is nothing; takes the fold lock only when there is something, so decisions
-- do not queue here.
-- Calls: logic.apply_trades, logic.assign_trades, logic.fold_needed,
-- logic.fold_opening_positions, logic.fold_book_changes. Writes: sync.watermarks,
-- sync.book_changes.
create or replace function sync.fold(max_rows bigint default 10000)
returns bigint
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
    mark bigint;
    last_arrival bigint;
    folded bigint := 0;
    reports core.trade_report[];
begin
    if not logic.fold_needed() then
        return 0;
    end if;
    perform pg_catalog.pg_advisory_xact_lock(hashtext('sync.fold'), 0);

    folded := folded + logic.fold_opening_positions(max_rows) + logic.fold_book_changes();

    select w.arrival into mark from sync.watermarks w where w.table_name = 'trades';
    select array_agg(row(
            t.exchange, t.segment, t.trade_date, t.trade_number, t.side, t.quantity, t.price,
            t.executed_at, t.user_id, t.instrument_id, t.product, null, t.exchange_order_id, null
        )::core.trade_report order by t.arrival), max(t.arrival)
    into reports, last_arrival
    from (select * from book.trades b where b.arrival > mark
          order by b.arrival limit max_rows) t;
    if last_arrival is not null then
        perform logic.apply_trades('primary', reports);
        update sync.watermarks w set arrival = last_arrival, folded_at = now()
        where w.table_name = 'trades';
        folded := folded + cardinality(reports);
    end if;
    return folded + logic.assign_trades();
end
$$;

revoke all on function sync.fold(bigint) from public;
grant execute on function sync.fold(bigint) to irra_sync;
comment on function sync.fold(bigint) is
    'Folds up to max_rows replicated rows of each kind into core; returns how many';

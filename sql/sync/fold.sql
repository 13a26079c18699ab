-- Folds what replication brought, past a watermark, into core: trades through the one trade
-- function, opening positions as overnight quantities. `arrival` is given by the single apply
-- worker in commit order, so nothing can appear later behind the watermark. Costs a few index
-- look-ups when there is nothing; takes the fold lock only when there is something, so decisions
-- do not queue here. A bad row never stops it. A smaller opening position can leave live exits
-- above what there is: these are pulled when all of this fold is known.
-- Calls: logic.lock_fold_positions, logic.assign_trades, logic.fold_book_changes,
-- logic.fold_needed, logic.fold_opening_positions, logic.fold_trades, logic.full_look_due,
-- logic.pull_excess, logic.settle_deleted_positions, logic.settle_refused_rows.
-- Writes: sync.watermarks.
create or replace function sync.fold(max_rows bigint default 10000)
returns bigint
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_full_look boolean;
    v_trades_after bigint;
    v_trades_through bigint;
    v_openings_after bigint;
    v_openings_through bigint;
    v_changes bigint;
    v_folded bigint;
begin
    if not logic.fold_needed() then
        return 0;
    end if;
    perform pg_catalog.pg_advisory_xact_lock(hashtext('sync.fold'), 0);
    v_full_look := logic.full_look_due();

    -- The bounds are fixed before anything is locked: what arrives meanwhile is the next fold's.
    select w.arrival into v_trades_after
    from sync.watermarks w where w.table_name = 'trades';
    select max(b.arrival) into v_trades_through
    from (select t.arrival from book.trades t where t.arrival > v_trades_after
          order by t.arrival limit max_rows) b;
    select w.arrival into v_openings_after
    from sync.watermarks w where w.table_name = 'opening_positions';
    select max(b.arrival) into v_openings_through
    from (select o.arrival from book.opening_positions o where o.arrival > v_openings_after
          order by o.arrival limit max_rows) b;
    perform logic.lock_fold_positions(
        v_trades_after, v_trades_through, v_openings_after, v_openings_through);

    v_folded := logic.fold_opening_positions(v_openings_after, v_openings_through);
    v_changes := logic.fold_book_changes();
    v_folded := v_folded + v_changes + logic.fold_trades(v_trades_after, v_trades_through);
    if v_full_look or v_changes > 0 then
        perform logic.settle_refused_rows();
    end if;
    perform logic.settle_deleted_positions();
    v_folded := v_folded + logic.assign_trades(v_full_look);
    if v_openings_through is not null or v_changes > 0 then
        perform logic.pull_excess(array(
            select distinct o.position_id
            from core.orders o
            join core.positions p on p.position_id = o.position_id
            where o.leaves_quantity > 0 and p.updated_at = now()));
    end if;
    if v_full_look then
        update sync.watermarks w set folded_at = now() where w.table_name = 'everything';
    end if;
    return v_folded;
end
$$;

revoke all on function sync.fold(bigint) from public;
grant execute on function sync.fold(bigint) to irra_sync;
comment on function sync.fold(bigint) is
    'Folds up to max_rows replicated rows of each kind into core; returns how many';

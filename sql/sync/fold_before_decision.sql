-- Every decision about a client folds first, so none is made on an old figure. The position that is
-- to be decided about is locked together with those that the fold will move, ascending, so that a
-- decision and a batch of drop copies cannot wait for each other.
-- Calls: logic.fold_needed, sync.fold. Writes: none.
create or replace function sync.fold_before_decision(decided_position_id bigint default null)
returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
    while logic.fold_needed() loop
        perform pg_catalog.pg_advisory_xact_lock(hashtext('sync.fold'), 0);
        perform from core.positions p
        where p.position_id = fold_before_decision.decided_position_id
            or p.position_id in (
                select k.position_id
                from book.trades t
                join core.positions k on (k.user_id, k.trade_date, k.instrument_id, k.product)
                    = (t.user_id, t.trade_date, t.instrument_id, t.product)
                where t.arrival > (
                    select w.arrival from sync.watermarks w where w.table_name = 'trades'))
        order by p.position_id
        for no key update;
        perform sync.fold();
    end loop;
end
$$;

revoke all on function sync.fold_before_decision(bigint) from public;
grant execute on function sync.fold_before_decision(bigint)
    to ops_viewer, ops_agent, ops_supervisor, ops_admin, auditor;
comment on function sync.fold_before_decision(bigint) is
    'Makes core current with everything that replication has brought';

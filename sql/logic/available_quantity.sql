-- What of a locked position may be closed, the position made current with the book. The book's
-- orders are read after its trades: had replication brought a trade in between, its order would
-- no longer count as pending and the trade not yet as done; then it is folded and read again.
-- Calls: logic.fold_position, logic.position_fold_needed, logic.position_reservations,
-- logic.raise. Writes: none itself.
create or replace function logic.available_quantity(held core.positions)
returns bigint
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
declare
    v_held core.positions := held;
    v_available bigint;
    v_max_rounds constant integer := 20;
begin
    for v_round in 1 .. v_max_rounds loop
        perform logic.fold_position(v_held);
        select r.available into v_available
        from logic.position_reservations(array[held.position_id]) r;
        select * into v_held from core.positions p where p.position_id = held.position_id;
        if not logic.position_fold_needed(v_held) then
            return v_available;
        end if;
    end loop;
    perform logic.raise('IR505', jsonb_build_object('position_id', held.position_id));
    return null;
end
$$;

revoke all on function logic.available_quantity(core.positions) from public;
comment on function logic.available_quantity(core.positions) is
    'Units of a locked position that may be closed; IR505 when the book does not stand still';

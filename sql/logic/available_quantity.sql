-- What of a locked position may be closed, the position made current with the book. What is
-- reserved and whether the book knows more is read in one moment: a trade that replication brings
-- cannot be in neither of the two. While the book knows more, it is folded and read again.
-- Calls: logic.fold_position, logic.position_fold_needed, logic.position_reservations,
-- logic.raise. Writes: none itself.
create or replace function logic.available_quantity(held core.positions)
returns bigint
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
declare
    v_held core.positions;
    v_available bigint;
    v_fold_needed boolean;
    v_max_rounds constant integer := 20;
begin
    for v_round in 1 .. v_max_rounds loop
        select r.available, logic.position_fold_needed(p) into v_available, v_fold_needed
        from core.positions p
        cross join lateral logic.position_reservations(array[p.position_id]) r
        where p.position_id = held.position_id;
        if not v_fold_needed then
            return v_available;
        end if;
        select * into v_held from core.positions p where p.position_id = held.position_id;
        perform logic.fold_position(v_held);
    end loop;
    perform logic.raise('IR505', jsonb_build_object('position_id', held.position_id));
    return null;
end
$$;

revoke all on function logic.available_quantity(core.positions) from public;
comment on function logic.available_quantity(core.positions) is
    'Units of a locked position that may be closed; IR505 when the book does not stand still';

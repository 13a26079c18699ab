-- Calls: logic.take_opening_positions. Writes: sync.watermarks.
create or replace function logic.fold_opening_positions(
    after_arrival bigint, through_arrival bigint)
returns bigint
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
declare
    v_arrivals bigint[];
begin
    if through_arrival is null then
        return 0;
    end if;
    v_arrivals := array(
        select o.arrival from book.opening_positions o
        where o.arrival > after_arrival and o.arrival <= through_arrival
        order by o.arrival);
    perform logic.take_opening_positions(v_arrivals);
    update sync.watermarks w set arrival = through_arrival, folded_at = now()
    where w.table_name = 'opening_positions';
    return cardinality(v_arrivals);
end
$$;

revoke all on function logic.fold_opening_positions(bigint, bigint) from public;
comment on function logic.fold_opening_positions(bigint, bigint) is
    'Takes replicated opening positions between two arrivals over as overnight quantities';

-- Calls: logic.take_trades. Writes: sync.watermarks.
create or replace function logic.fold_trades(after_arrival bigint, through_arrival bigint)
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
        select t.arrival from book.trades t
        where t.arrival > after_arrival and t.arrival <= through_arrival
        order by t.arrival);
    perform logic.take_trades(v_arrivals);
    update sync.watermarks w set arrival = through_arrival, folded_at = now()
    where w.table_name = 'trades';
    return cardinality(v_arrivals);
end
$$;

revoke all on function logic.fold_trades(bigint, bigint) from public;
comment on function logic.fold_trades(bigint, bigint) is
    'Takes replicated trades between two arrivals over; answers how many';

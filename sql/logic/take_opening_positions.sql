-- As for trades: what cannot be true is set aside first, and what fails unforeseen by itself.
-- Calls: fix.is_transient, logic.refusable_opening_positions, logic.refuse_rows,
-- logic.set_overnight. Writes: none itself.
create or replace function logic.take_opening_positions(arrivals bigint[])
returns void
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
declare
    v_refused bigint[];
    v_reasons text[];
    v_arrival bigint;
begin
    select coalesce(array_agg(r.arrival order by r.arrival), '{}'),
        array_agg(r.reason order by r.arrival)
    into v_refused, v_reasons
    from logic.refusable_opening_positions(arrivals) r;
    if v_reasons is not null then
        perform logic.refuse_rows('opening_positions', v_refused, v_reasons);
    end if;
    begin
        perform logic.set_overnight(array(
            select a from unnest(arrivals) a where a <> all (v_refused)));
        return;
    exception when others then
        if fix.is_transient(sqlstate) then
            raise;
        end if;
    end;
    for v_arrival in select a from unnest(arrivals) a where a <> all (v_refused) order by a loop
        begin
            perform logic.set_overnight(array[v_arrival]);
        exception when others then
            if fix.is_transient(sqlstate) then
                raise;
            end if;
            perform logic.refuse_rows('opening_positions', array[v_arrival],
                array[left(sqlstate || ' ' || sqlerrm, 200)]);
        end;
    end loop;
end
$$;

revoke all on function logic.take_opening_positions(bigint[]) from public;
comment on function logic.take_opening_positions(bigint[]) is
    'Takes replicated opening positions over into core; those that cannot be are set aside';

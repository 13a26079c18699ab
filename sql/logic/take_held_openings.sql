-- What was held for people takes effect: a later dump has it, too. Smaller openings can leave live
-- exits above what there is.
-- Calls: logic.pull_excess. Writes: core.positions.overnight_*, sync.held_openings.
create or replace function logic.take_held_openings(day date)
returns void
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
declare
    v_positions bigint[];
begin
    with held as (
        delete from sync.held_openings h where h.trade_date = take_held_openings.day
        returning h.*
    ),
    moved as (
        insert into core.positions as p (trade_date, user_id, instrument_id, product,
            overnight_quantity, overnight_price)
        select h.trade_date, h.user_id, h.instrument_id, h.product,
            coalesce(h.book_quantity, 0), coalesce(h.book_price, 0)
        from held h
        order by h.user_id, h.instrument_id, h.product
        on conflict (user_id, trade_date, instrument_id, product) do update
        set overnight_quantity = excluded.overnight_quantity,
            overnight_price = excluded.overnight_price, updated_at = now()
        returning p.position_id
    )
    select array_agg(m.position_id order by m.position_id) into v_positions from moved m;
    if v_positions is not null then
        perform logic.pull_excess(v_positions);
    end if;
end
$$;

revoke all on function logic.take_held_openings(date) from public;
comment on function logic.take_held_openings(date) is
    'Positions of a day stand on what the primary says now';

-- What live buy exits of a client's options still need, fills that nobody has confirmed included.
-- Calls: none. Writes: none.
create or replace function logic.premium_on_its_way(user_id bigint)
returns numeric
language plpgsql stable security invoker set search_path = pg_catalog, pg_temp
as $$
begin
    -- PL/pgSQL keeps the plan; a function in SQL would be planned at every call.
    return (
    select coalesce(sum(
        (o.leaves_quantity + greatest(0, o.cumulative_quantity - o.confirmed_quantity))
        * coalesce(o.limit_price, p.last_price, 0) * i.multiplier), 0)
    from core.positions h
    join core.orders o on o.position_id = h.position_id and o.side = 'buy'
        and (o.leaves_quantity > 0 or o.cumulative_quantity > o.confirmed_quantity)
    join book.instruments i on i.instrument_id = o.instrument_id
        and i.instrument_type in ('IDO', 'STO')
    left join book.prices p on p.instrument_id = o.instrument_id
    where h.user_id = premium_on_its_way.user_id);
end
$$;

revoke all on function logic.premium_on_its_way(bigint) from public;
comment on function logic.premium_on_its_way(bigint) is
    'Rupees that buying back short options will still cost a client';

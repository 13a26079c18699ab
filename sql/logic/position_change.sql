-- What a position is now and would be `units` farther, for who decides; nothing when it is not
-- known.
-- Calls: logic.india_number. Writes: none.
create or replace function logic.position_change(position_id bigint, units numeric)
returns jsonb
language sql stable security invoker set search_path = pg_catalog, pg_temp
as $$
    select coalesce(jsonb_agg(jsonb_build_object(
        'name', format('Position in %s, %s, %s', i.symbol, i.exchange, p.product),
        'before', logic.india_number(p.net_quantity),
        'after', logic.india_number(p.net_quantity + position_change.units))), '[]')
    from core.positions p
    join book.instruments i on i.instrument_id = p.instrument_id
    where p.position_id = position_change.position_id
$$;

revoke all on function logic.position_change(bigint, numeric) from public;
comment on function logic.position_change(bigint, numeric) is
    'A position before and after so many units, as an approval shows it';

-- A parent order as it would be read out: what is sent for it, order by order, without the numbers
-- that every order has of its own.
-- Calls: none. Writes: none.
create or replace function logic.exit_shown(exit core.exits)
returns jsonb
language plpgsql stable security invoker set search_path = pg_catalog, pg_temp
as $$
begin
    -- PL/pgSQL keeps the plan; a function in SQL would be planned at every call.
    return (
    select jsonb_build_object('position_id', (exit).position_id, 'symbol', i.symbol,
        'exchange', i.exchange, 'product', p.product, 'state', (exit).state,
        'order_type', (exit).order_type, 'side', made.side, 'quantity', made.quantity,
        'orders', made.orders, 'asked_quantity', (exit).quantity,
        'asked_percent', (exit).percent, 'cancel_pending', (exit).cancel_pending,
        'warnings', (exit).warnings)
    from core.positions p
    cross join lateral (
        select min(o.side) as side, sum(o.quantity) as quantity,
            min(o.instrument_id) as instrument_id,
            coalesce(jsonb_agg(jsonb_build_object('quantity', o.quantity,
                'limit_price', trim_scale(o.limit_price)) order by o.order_id), '[]') as orders
        from core.orders o where o.exit_id = (exit).exit_id) made
    left join book.instruments i
        on i.instrument_id = coalesce(made.instrument_id, p.instrument_id)
    where p.position_id = (exit).position_id);
end
$$;

revoke all on function logic.exit_shown(core.exits) from public;
comment on function logic.exit_shown(core.exits) is
    'What an exit sends, or what it waits for';

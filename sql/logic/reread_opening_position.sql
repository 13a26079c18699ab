-- Calls: none. Writes: core.positions.overnight_*.
create or replace function logic.reread_opening_position(key jsonb)
returns void
language sql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
    update core.positions p
    set overnight_quantity = coalesce(o.quantity, 0),
        overnight_price = coalesce(o.average_price, 0), updated_at = now()
    from (select (key ->> 'trade_date')::date as trade_date,
              (key ->> 'user_id')::bigint as user_id,
              (key ->> 'instrument_id')::bigint as instrument_id,
              key ->> 'product' as product) k
    left join book.opening_positions o
        on (o.trade_date, o.user_id, o.instrument_id, o.product)
            = (k.trade_date, k.user_id, k.instrument_id, k.product)
    where (p.trade_date, p.user_id, p.instrument_id, p.product)
        = (k.trade_date, k.user_id, k.instrument_id, k.product)
$$;

revoke all on function logic.reread_opening_position(jsonb) from public;
comment on function logic.reread_opening_position(jsonb) is
    'Sets a position''s overnight part to what the book says now; zero when the row is gone';

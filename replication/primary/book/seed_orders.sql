-- For about one seeded position in five a resting order that would close a part of it: what the
-- desk must count as reserved. Calls: book.fraction. Writes: book.orders
create or replace function book.seed_orders(seed integer, day date) returns bigint
    language plpgsql volatile set search_path = ''
as $$
declare
    zone constant text := 'Asia/Kolkata';
    share constant double precision := 0.2;
    added bigint;
begin
    insert into book.orders (
        user_id, instrument_id, trade_date, product, side, order_type, quantity, limit_price,
        cl_ord_id, exchange_order_id, placed_at, updated_at)
    select o.user_id, o.instrument_id, day, o.product,
        case when o.quantity > 0 then 'sell' else 'buy' end, 'LIMIT',
        -- No more than the exchange takes in one order.
        least(greatest(i.lot_size, abs(o.quantity) / 2 / i.lot_size * i.lot_size),
            i.freeze_quantity / i.lot_size * i.lot_size),
        -- Two per cent away from the market, so that it rests.
        greatest(i.tick_size, i.tick_size * round(
            p.last_price * case when o.quantity > 0 then 1.02 else 0.98 end / i.tick_size)),
        'SEED-' || to_char(day, 'YYYYMMDD') || '-' || u.broker_id || '-' || o.instrument_id,
        '11' || to_char(day, 'YYMMDD')
            || lpad(row_number() over (order by o.user_id, o.instrument_id)::text, 8, '0'),
        (day + time '09:20') at time zone zone, (day + time '09:20') at time zone zone
    from book.opening_positions o
    join book.users u using (user_id)
    join book.instruments i using (instrument_id)
    join book.prices p using (instrument_id)
    where o.trade_date = day and o.source = 'seed'
        and book.fraction(seed, 'pending' || u.broker_id || ':' || i.symbol) < share
    order by o.user_id, o.instrument_id
    on conflict on constraint orders_cl_ord_id_key do nothing;
    get diagnostics added = row_count;
    return added;
end
$$;
alter function book.seed_orders(integer, date) owner to broker_owner;
revoke all on function book.seed_orders(integer, date) from public;
comment on function book.seed_orders(integer, date) is 'Resting exit orders of invented clients';

-- Moves the prices of what clients hold to where they were at a moment of the day (0 the opening, 1 the close): from
-- the open over the day's low and high to the close, the one that lies the other way first. What did
-- not trade stays. A row an instrument that moved: the symbol that the simulator knows it by, and its price.
--   psql -v moment=0.5 -d broker -f replication/private_desk/rehearsal_prices.sql
-- Writes: book.prices
with held as (
    select p.instrument_id, i.segment, i.symbol, i.underlying, i.tick_size,
        array[p.open_price, case when p.close_price >= p.open_price then p.low_price else p.high_price end,
            case when p.close_price >= p.open_price then p.high_price else p.low_price end,
            p.close_price] as points
    from book.prices p
    join book.instruments i using (instrument_id)
    where p.open_price > 0 and p.low_price > 0 and p.volume > 0
        and exists (
            select from book.opening_positions o
            where o.instrument_id = p.instrument_id and o.trade_date = book.current_trade_date())
),
places as (
    select h.*, least(floor(:moment * 3), 2)::integer as part from held h
),
moved as (
    select l.instrument_id, case l.segment when 'CM' then l.underlying else l.symbol end as symbol,
        greatest(l.tick_size, l.tick_size * round((points[part + 1]
            + (points[part + 2] - points[part + 1]) * (:moment * 3 - part)) / l.tick_size)) as price
    from places l
)
update book.prices p set last_price = m.price, as_of = clock_timestamp()
from moved m
where p.instrument_id = m.instrument_id and p.last_price <> m.price
returning m.symbol, trim_scale(m.price);

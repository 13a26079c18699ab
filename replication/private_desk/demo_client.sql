-- The demo's caller: the first client with a long future of at least three lots, small enough for one
-- order, and no order in it today. What the caller knows (PAN, date of birth) stands beside what the desk will find.
select u.broker_id, u.name, u.pan, u.date_of_birth, u.user_id, i.instrument_id, i.symbol, i.token,
    o.product, o.quantity, i.lot_size, trim_scale(p.last_price) as last_price
from book.opening_positions o
join book.users u using (user_id)
join book.instruments i using (instrument_id)
join book.prices p using (instrument_id)
where o.trade_date = book.current_trade_date() and o.quantity >= 3 * i.lot_size
    and o.quantity <= coalesce(i.freeze_quantity, o.quantity)
    and i.instrument_type in ('IDF', 'STF') and i.expiry_date > o.trade_date
    and not exists (
        select from book.orders r
        where r.user_id = o.user_id and r.instrument_id = o.instrument_id)
order by u.user_id, i.instrument_id
limit 1;

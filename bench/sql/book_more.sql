-- Run on the primary: more clients with five positions each in the derivatives of the day, as many
-- as it takes for `positions` positions. Nobody trades them; they make the book large.
--   psql -v positions=5000000 -d broker -f bench/sql/book_more.sql
-- Writes: book.users, book.opening_positions.
with more as (
    insert into book.users (
        broker_id, name, pan, date_of_birth, email, phone, password_hash)
    select 'X' || chr(65 + n / 260000) || chr(65 + n / 10000 % 26)
            || lpad((n % 10000)::text, 4, '0'),
        'Bench Holder ' || n, 'BNAXA0000A', date '1980-01-01', 'holder' || n || '@clients.invalid',
        '+911' || lpad(n::text, 9, '0'), 'no log-in'
    from generate_series(0, :positions / 5 - 1) n
    returning user_id
),
pool as (
    select i.*, row_number() over (order by p.volume desc, i.symbol) - 1 as n,
        p.last_price, count(*) over () as size
    from book.instruments i
    join book.prices p using (instrument_id)
    where i.segment = 'FO' and p.last_price > 5 and p.volume > 0
        and i.expiry_date > book.current_trade_date()
)
insert into book.opening_positions (
    trade_date, user_id, instrument_id, product, quantity, average_price)
select book.current_trade_date(), u.user_id, i.instrument_id, 'NRML', i.lot_size, i.last_price
from more u
cross join generate_series(0, 4) k
join pool i on i.n = (u.user_id * 7 + k) % i.size;
select count(*) from book.opening_positions;

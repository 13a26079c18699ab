-- Run on the primary: `clients` clients with 20 positions each in the derivatives of the day, deep
-- enough for many exits of one lot, and one client for the runs that measure one order at a time.
-- Replication brings them to the desk like any other.
--   psql -v clients=5000 -d broker -f bench/sql/book.sql
-- Writes: book.users, book.opening_positions.
insert into book.users (broker_id, name, pan, date_of_birth, email, phone, password_hash)
select 'BN' || chr(65 + n / 10000) || lpad((n % 10000)::text, 4, '0'), 'Bench Client ' || n,
    'BNAXA0000A', date '1980-01-01', 'bench' || n || '@clients.invalid',
    '+910' || lpad(n::text, 9, '0'), 'no log-in'
from generate_series(1, :clients) n
union all
select 'BLA0001', 'Bench Caller', 'BLAXA0001A', date '1980-01-01', 'caller@clients.invalid',
    '+910999999999', 'no log-in';

with pool as (
    select i.*, row_number() over (order by p.volume desc, i.symbol) - 1 as n,
        p.last_price, count(*) over () as size
    from book.instruments i
    join book.prices p using (instrument_id)
    where i.segment = 'FO' and p.last_price > 5 and p.volume > 0
        and i.expiry_date > book.current_trade_date()
)
insert into book.opening_positions (
    trade_date, user_id, instrument_id, product, quantity, average_price)
select book.current_trade_date(), u.user_id, i.instrument_id, 'NRML',
    i.lot_size * 1000 * case when (u.user_id + k) % 2 = 0 then 1 else -1 end, i.last_price
from book.users u
cross join generate_series(0, 19) k
join pool i on i.n = (u.user_id * 7 + k) % i.size
where u.broker_id like 'BN%';

-- The caller: long futures that take turns, and as many shares as the fill storm has fills.
insert into book.opening_positions (
    trade_date, user_id, instrument_id, product, quantity, average_price)
select book.current_trade_date(), u.user_id, i.instrument_id, k.product, k.units, i.last_price
from book.users u
cross join lateral (
    (select i.instrument_id, 'NRML' as product, i.lot_size * 100000 as units, p.last_price
    from book.instruments i
    join book.prices p using (instrument_id)
    where i.instrument_type in ('IDF', 'STF') and i.expiry_date > book.current_trade_date()
        and p.volume > 0
    order by p.volume desc limit 50)
    union all
    (select i.instrument_id, 'CNC', :storm, p.last_price
    from book.instruments i
    join book.prices p using (instrument_id)
    where i.segment = 'CM' and i.series = 'EQ' and i.freeze_quantity is null
    order by p.volume desc limit 1)) k
join book.prices i on i.instrument_id = k.instrument_id
where u.broker_id = 'BLA0001';
select count(*) from book.opening_positions;

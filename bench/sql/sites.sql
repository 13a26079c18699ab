-- Run on the primary: what its clients trade while the figures of the stream are taken.
--   psql -d broker -f bench/sql/sites.sql
-- Writes: schema bench.
drop schema if exists bench cascade;
create schema bench;
create sequence bench.trade_numbers;
create table bench.sites (
    n bigint primary key,
    user_id bigint not null,
    instrument_id bigint not null,
    product text not null,
    lot_size bigint not null,
    price numeric not null
);
insert into bench.sites (n, user_id, instrument_id, product, lot_size, price)
select row_number() over (order by o.user_id, o.instrument_id), o.user_id, o.instrument_id,
    o.product, i.lot_size, p.last_price
from book.opening_positions o
join book.users u on u.user_id = o.user_id
join book.instruments i on i.instrument_id = o.instrument_id
join book.prices p on p.instrument_id = o.instrument_id
where u.broker_id like 'BN%' and o.trade_date = book.current_trade_date();
analyze bench.sites;
select count(*) from bench.sites;

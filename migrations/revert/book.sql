begin;

drop table if exists book.funds cascade;
drop table if exists book.trades cascade;
drop table if exists book.orders cascade;
drop table if exists book.opening_positions cascade;
drop table if exists book.trading_days cascade;
drop table if exists book.prices cascade;
drop table if exists book.instruments cascade;
drop table if exists book.users cascade;

commit;

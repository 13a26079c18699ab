begin;

select 1 / count(*) from pg_catalog.pg_class where oid = 'book.users'::regclass and relrowsecurity and relforcerowsecurity;
select 1 / count(*) from pg_catalog.pg_class where oid = 'book.instruments'::regclass and relrowsecurity and relforcerowsecurity;
select 1 / count(*) from pg_catalog.pg_class where oid = 'book.prices'::regclass and relrowsecurity and relforcerowsecurity;
select 1 / count(*) from pg_catalog.pg_class where oid = 'book.trading_days'::regclass and relrowsecurity and relforcerowsecurity;
select 1 / count(*) from pg_catalog.pg_class where oid = 'book.opening_positions'::regclass and relrowsecurity and relforcerowsecurity;
select 1 / count(*) from pg_catalog.pg_class where oid = 'book.orders'::regclass and relrowsecurity and relforcerowsecurity;
select 1 / count(*) from pg_catalog.pg_class where oid = 'book.trades'::regclass and relrowsecurity and relforcerowsecurity;
select 1 / count(*) from pg_catalog.pg_class where oid = 'book.funds'::regclass and relrowsecurity and relforcerowsecurity;

rollback;

-- The primary's slips, and a book that is copied again, never turn a position the wrong way round.
begin;
set local search_path = tap;
\ir ../fixtures/people.psql
\ir ../fixtures/book.psql
select plan(24);
create function tap.overnight(instrument bigint) returns text language sql as $$
    select string_agg(product || ' ' || overnight_quantity || ' @ ' || trim_scale(overnight_price), ', '
        order by product)
    from core.positions where (user_id, instrument_id) = (9001, instrument) $$;
create function tap.open_alerts() returns bigint language sql as $$
    select count(*) from core.alerts where kind = 'primary_deleted_opening_position'
        and severity = 'critical' and resolved_at is null $$;
insert into book.trades (trade_id, order_id, user_id, instrument_id, exchange, segment, trade_date,
    trade_number, product, side, quantity, price, executed_at)
values (1, 1, 9001, 7001, 'NSE', 'FO', '2026-01-15', 'A', 'NRML', 'sell', 75, 23010, now());
select sync.fold();
create table tap.copy as select * from book.opening_positions;

-- Emptied by delete, to be copied again.
delete from book.opening_positions;
select sync.fold();
select is(overnight(7001), 'NRML 150 @ 23000', 'what was deleted today still counts');
select is((select net_quantity from core.positions where (user_id, instrument_id) = (9001, 7001)), 75::bigint,
    'a long position stays long');
select is(open_alerts(), 4::bigint, 'a person is told of each');
select is((select details ->> 'overnight_quantity' from core.alerts
    where kind = 'primary_deleted_opening_position' and (details ->> 'instrument_id')::bigint = 7002), '-70',
    'and what it was');
insert into book.opening_positions (trade_date, user_id, instrument_id, product, quantity, average_price)
select trade_date, user_id, instrument_id, product,
    quantity + case instrument_id when 7002 then 35 else 0 end, average_price from tap.copy;
select sync.fold();
select is(overnight(7001), 'NRML 150 @ 23000', 'the copy says the same');
select is(overnight(7002), 'NRML -35 @ 420', 'or something new, which counts');
select is(open_alerts(), 0::bigint, 'which settles it');
select is_empty('select * from ops.position_breaks', 'and nothing differs');

-- Deleted and written anew in one transaction.
delete from book.opening_positions where (user_id, instrument_id) = (9001, 7001);
insert into book.opening_positions (trade_date, user_id, instrument_id, product, quantity, average_price)
values ('2026-01-15', 9001, 7001, 'NRML', 225, 23000);
select sync.fold();
select is(overnight(7001), 'NRML 225 @ 23000', 'a row written anew counts');
select is(open_alerts(), 0::bigint, 'without an alert');

-- A day that is over.
update book.trading_days set trade_date = '2026-01-16';
delete from book.opening_positions where (user_id, instrument_id) = (9001, 7003);
select sync.fold();
select is(overnight(7003), 'CNC 0 @ 0', 'what is deleted of a day that is over counts nothing');
select is(open_alerts(), 0::bigint, 'and is nobody''s worry');
update book.trading_days set trade_date = '2026-01-15';
delete from book.trading_days;
delete from book.opening_positions where (user_id, instrument_id) = (9001, 7002);
select sync.fold();
select is(overnight(7002), 'NRML -35 @ 420', 'without a business day every delete is a slip');
insert into book.trading_days (trade_date, opened_at) values ('2026-01-15', now());

-- The key of a row changes: the quantity moves with it.
update book.opening_positions set product = 'MIS' where (user_id, instrument_id) = (9001, 7001);
select sync.fold();
select is(overnight(7001), 'MIS 225 @ 23000, NRML 0 @ 0', 'a changed key moves the quantity');
select is((select sum(net_quantity) from core.positions where (user_id, instrument_id) = (9001, 7001)),
    150::numeric, 'and loses nothing');
update book.opening_positions set product = 'NRML' where (user_id, instrument_id) = (9001, 7001);
select sync.fold();
select is(overnight(7001), 'MIS 0 @ 0, NRML 225 @ 23000', 'there and back');

-- Truncated: nothing fires, the copy arrives anew.
truncate book.opening_positions, book.trades;
insert into book.opening_positions (trade_date, user_id, instrument_id, product, quantity, average_price)
select trade_date, user_id, instrument_id, product, quantity, average_price from tap.copy;
select sync.fold();
select is(overnight(7001), 'MIS 0 @ 0, NRML 150 @ 23000', 'a copy after truncate counts');

-- While it is being copied.
create publication book;
set local client_min_messages = error;
create subscription irra_book connection 'dbname=nowhere' publication book with (connect = false);
set local client_min_messages = warning;
select lives_ok('select logic.require_book_complete()', 'a book that nobody copies is complete');
insert into pg_subscription_rel (srsubid, srrelid, srsubstate)
select s.oid, c::regclass, 'r' from pg_subscription s, (select distinct 'book.' || table_name from ops.book_columns) t (c)
where s.subname = 'irra_book';
select lives_ok('select logic.require_book_complete()', 'so is one whose tables are all copied');
update pg_subscription_rel set srsubstate = 'd' where srrelid = 'book.orders'::regclass;
set local role irra_owner;
select is(tap.raised('select logic.require_book_complete()'), '{"code": "IR504",
    "title": "The book is being copied", "detail": {"tables": ["orders"]}}', 'one that is not, is not');
select is(tap.raised($$ update pg_catalog.pg_subscription_rel set srsubstate = 'r' $$) ->> 'code', '42501',
    'the owner reads the state, and no more');
reset role;
update pg_subscription_rel set srsubstate = 'r';
delete from pg_subscription_rel where srrelid = 'book.orders'::regclass;
select is(raised('select logic.require_book_complete()') #> '{detail,tables}', '["orders"]',
    'nor is one from which a table was taken');
insert into pg_subscription_rel (srsubid, srrelid, srsubstate)
select s.oid, 'book.orders'::regclass, 'r' from pg_subscription s where s.subname = 'irra_book';
update pg_subscription_rel set srsubstate = 's' where srrelid in ('book.orders'::regclass, 'book.trades'::regclass);
select is(raised('select logic.require_book_complete()') #> '{detail,tables}', '["orders", "trades"]',
    'until every table is ready');
select is(raised('select logic.require_book_complete()') ->> 'code', 'IR504', 'none is passed over');
select * from finish();
rollback;

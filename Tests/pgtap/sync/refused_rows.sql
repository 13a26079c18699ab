-- One bad row of the primary must not stop the fold, nor be traded on.
begin;
set local search_path = tap;
\ir ../fixtures/people.psql
\ir ../fixtures/book.psql
select plan(39);
create function tap.trade(id bigint, number text, side text default 'buy', units bigint default 75,
    price numeric default 23000, product text default 'NRML', client bigint default 9001) returns void
language sql as $$
    insert into book.trades (trade_id, order_id, user_id, instrument_id, exchange, segment, trade_date,
        trade_number, product, side, quantity, price, executed_at)
    values (id, id, client, 7001, 'NSE', 'FO', '2026-01-15', number, product, side, units, price, now()) $$;
create function tap.net(client bigint) returns bigint language sql as $$
    select net_quantity from core.positions where (user_id, instrument_id, product) = (client, 7001, 'NRML') $$;
create function tap.refused() returns bigint language sql as $$
    select count(*) from sync.refused_rows where resolved_at is null $$;
create function tap.alerts() returns bigint language sql as $$
    select count(*) from core.alerts where kind = 'primary_row_refused' and severity = 'critical'
        and resolved_at is null $$;
select sync.fold();

select trade(1, 'A'), trade(2, 'B', product => 'BO'), trade(3, 'C', side => 'short'),
    trade(4, 'D', units => 0), trade(5, 'E', units => -75), trade(6, 'F', price => -1),
    trade(7, 'G', price => 'NaN'), trade(8, 'H', units => 9223372036854775807),
    trade(9, 'I', price => 99999999999999), trade(10, 'J', units => 10000000000, price => 1000000000),
    trade(11, 'K', client => 9002);
select ok(logic.has_refused_rows(9001, 7001), 'a decision that is quicker than the fold knows, too');
select ok(not logic.has_refused_rows(9002, 7001), 'and knows who is not meant');
select lives_ok('select sync.fold()', 'bad rows do not stop the fold');
select is(net(9001), 225::bigint, 'the good ones before them count');
select is(net(9002), 150::bigint, 'and those after them');
select results_eq($$ select (r.row ->> 'trade_id')::bigint, r.reason from sync.refused_rows r order by 1 $$,
    $$ values (2::bigint, 'unknown product'), (3, 'unknown side'), (4, 'quantity not positive'),
        (5, 'quantity not positive'), (6, 'negative price'), (7, 'price is no number'),
        (8, 'quantity or price out of range'), (9, 'quantity or price out of range'),
        (10, 'quantity or price out of range') $$, 'the bad ones are set aside, and why');
select is(alerts(), 6::bigint, 'with a critical alert for each reason');
select ok(not logic.fold_needed(), 'the fold is past them');
select is(sync.fold(), 0::bigint, 'for good');
select ok(logic.has_refused_rows(9001, 7001), 'who is meant is known');
select ok(not logic.has_refused_rows(9002, 7001) and not logic.has_refused_rows(9001, 7002),
    'and who is not');
select is_empty('select * from ops.position_breaks', 'what was refused is no break');

-- The primary puts one right, deletes another, and makes a third bad in another way.
update book.trades set product = 'NRML' where trade_id = 2;
delete from book.trades where trade_id in (4, 5);
update book.trades set side = 'long' where trade_id = 3;
select sync.fold();
select is(net(9001), 300::bigint, 'what was put right counts');
select is(refused(), 6::bigint, 'what was put right or taken back is settled, what is bad is not');
select is((select r.row ->> 'side' from sync.refused_rows r where (r.row ->> 'trade_id')::bigint = 3), 'long',
    'and kept as it is now');
select is(alerts(), 4::bigint, 'so are their alerts');
select ok(not exists (select from core.alerts where kind = 'primary_changed_trade'),
    'nothing that was folded has changed');
select ok(logic.has_refused_rows(9001, 7001), 'one bad row is enough');
select is_empty('select * from ops.position_breaks', 'still no break');

-- Copied again, all good: the old arrivals are gone, which the next full look finds.
truncate book.trades;
select trade(3, 'C'), trade(6, 'F');
select sync.fold();
select is(net(9001), 450::bigint, 'a good copy counts');
select ok(logic.has_refused_rows(9001, 7001), 'what was refused is not looked at with every fold');
update sync.watermarks set folded_at = now() - interval '61 seconds' where table_name = 'everything';
select ok(logic.fold_needed(), 'but once a minute');
select sync.fold();
select is(refused(), 0::bigint, 'what is gone is settled');
select is(alerts(), 0::bigint, 'with its alerts');
select ok(not logic.fold_needed(), 'and the look is done');

-- An error that nobody foresaw: row by row, the bad one aside.
alter table core.positions add constraint unforeseen check (buy_quantity < 400 or user_id <> 9001);
select trade(20, 'P', client => 9002), trade(21, 'Q', units => 150), trade(22, 'R', 'sell', 75);
select lives_ok('select sync.fold()', 'an unforeseen error does not stop the fold');
select is(net(9002), 225::bigint, 'what comes before it counts');
select is(net(9001), 375::bigint, 'and what comes after');
select results_eq($$ select (r.row ->> 'trade_id')::bigint, r.reason from sync.refused_rows r
    where r.resolved_at is null $$, $$ values (21::bigint, '23514 new row for relation "positions" '
    'violates check constraint "unforeseen"') $$, 'it is set aside with what was raised');
alter table core.positions drop constraint unforeseen;
update book.trades set quantity = 75 where trade_id = 21;
select sync.fold();
select is(net(9001) || ' ' || refused(), '450 0', 'put right, it counts');

-- Opening positions.
insert into book.opening_positions (trade_date, user_id, instrument_id, product, quantity, average_price)
values ('2026-01-15', 9001, 7002, 'BO', 35, 10), ('2026-01-15', 9002, 7002, 'NRML', 35, 'NaN'),
    ('2026-01-15', 9002, 7003, 'CNC', 9223372036854775807, 10), ('2026-01-15', 9002, 7003, 'MIS', 5, 10);
select lives_ok('select sync.fold()', 'nor do bad opening positions');
select is(refused(), 3::bigint, 'which are set aside');
select is((select overnight_quantity from core.positions where (user_id, instrument_id, product)
    = (9002, 7003, 'MIS')), 5::bigint, 'the good one counts');
update book.opening_positions set average_price = 10 where (user_id, instrument_id) = (9002, 7002);
delete from book.opening_positions where (user_id, instrument_id, product) = (9002, 7003, 'CNC');
select sync.fold();
select is((select overnight_quantity from core.positions where (user_id, instrument_id) = (9002, 7002)),
    35::bigint, 'put right, it counts');
select is(refused(), 1::bigint, 'taken back, it is settled');
update book.opening_positions set quantity = 9223372036854775807
where (user_id, instrument_id) = (9001, 7001);
select lives_ok('select sync.fold()', 'a good one that goes bad does not stop the fold');
select is(net(9001), 450::bigint, 'what it said before stands');
select ok(logic.has_refused_rows(9001, 7001), 'but is not traded');

-- A deadlock or a time-out is nobody's fault.
create function tap.time_out() returns trigger language plpgsql as $$
begin raise exception using errcode = '55P03', message = 'lock timeout'; end $$;
create trigger time_out before insert on core.trades for each row execute function tap.time_out();
select trade(30, 'Z');
select is(raised('select sync.fold()') ->> 'code', '55P03', 'an error that passes is raised, no row refused');
select * from finish();
rollback;

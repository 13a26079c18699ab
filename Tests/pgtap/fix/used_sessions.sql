-- What orders went out by stays what it was, an exchange or a simulator: its orders are practice or
-- real by that, long after they were made.
begin;
set local search_path = tap;
\ir ../fixtures/people.psql
\ir ../fixtures/book.psql
\ir ../fixtures/exchange.psql
select plan(17);
update book.opening_positions set quantity = 500 where user_id = 9001 and instrument_id = 7003;
select sync.fold_before_decision();
create function pg_temp.flip(name text, simulated boolean) returns text language sql as $$
    select format('update fix.sessions set simulated = %L where name = %L', simulated, name);
$$;
insert into fix.sessions (name, kind, exchange, port, sender_comp_id, target_comp_id, simulated) values
    ('PRACTICE', 'order', 'NSE', 9880, 'DRILL1', 'SIMEX', true),
    ('PRACTICECOPY', 'drop_copy', 'NSE', 9880, 'DRILLDC', 'SIMEX', true);
select fix.acquire('PRACTICE', 'test'), fix.acquire('PRACTICECOPY', 'test');

-- While no order was ever made a DBA says what is what.
set local role dba;
select lives_ok(pg_temp.flip('ORDERS', true), 'a session without an order may become a simulator');
select lives_ok(pg_temp.flip('ORDERS', false), 'and be none again');
reset role;

-- A real order and its trade.
select exit(9001, 7003, 100) as id \gset
set local role dba;
select throws_ok(pg_temp.flip('ORDERS', true), 'IR202', null, 'from its first order on it stays what it is');
select lives_ok($$ update fix.sessions set port = 9881, enabled = false where name = 'ORDERS' $$, 'all else may change');
select lives_ok($$ update fix.sessions set enabled = true, simulated = false where name = 'ORDERS' $$, 'what changes nothing may be said');
reset role;
select matches(raised(pg_temp.flip('ORDERS', true)) -> 'detail' ->> 'reason', 'add a session with a name and CompIDs of its own',
    'what to do instead is said');
select count(*) from tap.dispatch() as d (a bigint, b text, c text);
select deliver('ORDERS', fill(:id, 'T1', 100, 1700, 100));
select deliver('DROPCOPY', fill(:id, 'T1', 100, 1700, 100));
select is((select state from core.temp_trades where order_id = :id), 'confirmed', 'it trades');

-- A drill, on sessions of its own.
update core.site set mode = 'drill';
select exit(9001, 7003, 50) as practised \gset
select is((select session_name from core.orders where order_id = :practised), 'PRACTICE', 'a drill has its own session');
select throws_ok(pg_temp.flip('PRACTICE', false), 'IR202', null, 'which has no way to the exchange afterwards');
select lives_ok(pg_temp.flip('PRACTICECOPY', false), 'nothing of before is judged by a drop copy');
update fix.sessions set simulated = true where name = 'PRACTICECOPY';
select count(*) from fix.session_state s cross join lateral fix.dispatch('PRACTICE', s.epoch) where s.session_name = 'PRACTICE';
select deliver('PRACTICE', fill(:practised, 'S1', 50, 1700, 50));
select deliver('PRACTICECOPY', fill(:practised, 'S1', 50, 1700, 50));
-- A simulator may call its notices what it likes.
select trade_id as practice from core.trades where trade_number = 'S1' \gset
select deliver('PRACTICE', report(:practised, 'H', jsonb_build_object('17', 'drill:' || :practice, '19', 'NONE')));
select logic.end_drill();
select isnt((select busted_at from core.trades where trade_id = :practice), null, 'the end takes back what was practised');
select is_empty($$ select from core.alerts where kind = 'trade_busted' $$, 'which is no news');
select ok(logic.report_impact(now() - interval '1 hour', now()) @> '[["orders filled", "2"]]', 'a report tells of it as it was practised');
select deliver('PRACTICECOPY', report(:practised, 'H', jsonb_build_object('17', 'B2', '19', :'practice')) || jsonb_build_object('19', e.exec_id))
from core.trade_notices e where e.ends_drill;
select is((select count(*) from core.trade_notices where exec_id = 'B2' and settled_at is null), 1::bigint,
    'nobody refers to what only the desk has said');
select is((select count(*) from core.trades where order_id = :id and busted_at is null), 1::bigint, 'its end leaves real trades alone');
select is((select string_agg(record_key, ' ') from logic.desk_order_rows('2026-01-15', now() - interval '1 hour') where kind = 'order'),
    (select cl_ord_id from core.orders where order_id = :id), 'the primary is told of the real order only');
select throws_ok($$ update fix.sessions set name = 'OTHER' where name = 'ORDERS' $$, '23503', null, 'nor is it renamed');
select * from finish();
rollback;

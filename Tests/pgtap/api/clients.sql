-- Reading a client: one person, positions, orders, trades.
begin;
set local search_path = tap;
set local client_min_messages = warning;
\ir ../fixtures/people.psql
\ir ../fixtures/book.psql
select plan(38);

-- What the client did at the primary today: sold half of the future, bought shares.
insert into book.trades (trade_id, order_id, user_id, instrument_id, exchange, segment, trade_date,
    trade_number, product, side, quantity, price, executed_at)
values
    (1, 1, 9001, 7001, 'NSE', 'FO', '2026-01-15', 'A1', 'NRML', 'sell', 75, 23200, '2026-01-15 05:00+00'),
    (2, 2, 9001, 7003, 'NSE', 'CM', '2026-01-15', 'A2', 'CNC', 'buy', 5, 1300, '2026-01-15 05:01+00');
insert into book.orders (order_id, user_id, instrument_id, trade_date, product, side, order_type,
    quantity, filled_quantity, limit_price, status, placed_at, updated_at)
values (800, 9001, 7003, '2026-01-15', 'CNC', 'sell', 'LIMIT', 4, 0, 1400, 'open',
        '2026-01-15 05:02+00', '2026-01-15 05:02+00'),
    (801, 9002, 7001, '2026-01-15', 'NRML', 'sell', 'LIMIT', 75, 0, 24000, 'open',
        '2026-01-15 05:02+00', '2026-01-15 05:02+00');

-- Without a call.
select tap.become('arun');
select is(raised($$select api.get_user('ZC9001')$$) ->> 'code', 'IR403', 'no client without a call');
select is(raised($$select api.get_user('ZC9001')$$), raised($$select api.get_user('NOBODY')$$),
    'and no telling whether there is one');
select is(raised($$select api.get_positions(9001)$$), raised($$select api.get_positions(123456)$$),
    'positions neither');
select is(raised($$select api.get_trades(9001)$$) ->> 'code', 'IR403', 'trades neither');
select is(raised($$select api.get_orders(9001)$$) ->> 'code', 'IR403', 'orders neither');
select is(api.get_orders(), '[]'::jsonb, 'an agent without a call has no orders to see');
select is(raised($$select api.get_order(800)$$) ->> 'code', 'IR104', 'an order of others does not exist');
select is(raised($$select pan from book.users$$) ->> 'code', '42501', 'no role reads a PAN');

select tap.open_call('arun', 9001);

-- The client.
select is(api.get_user('ZC9001') - 'funds' - 'updated_at',
    '{"user_id": 9001, "broker_id": "ZC9001", "name": "Client One", "status": "active",
      "pan": "XXXXXX234Z", "date_of_birth": "XXXX-XX-XX", "email": "oXXX@client.invalid",
      "phone": "XXXXXX9001"}'::jsonb, 'a client is shown masked');
select is(api.get_user('9001'), api.get_user('ZC9001'), 'by user id the same');
select is(api.get_user('ZC9001') #>> '{funds,available}', '250000.00', 'with funds');
select is(auth.masked_client(9002), null, 'not even masked without a call');
select is(raised($$select api.get_user('ZC9002')$$) ->> 'code', 'IR403', 'a call is with one client');
select tap.become_nobody();
update book.users set broker_id = '9001' where user_id = 9002;
select tap.become('sunil');
select is(api.get_user('9001') ->> 'user_id', '9002', 'an existing broker id wins over a user id');
select is(raised($$select api.get_user('NOBODY')$$) ->> 'code', 'IR104',
    'who sees all hears that a client does not exist');
select is(raised($$select api.get_positions(123456)$$) ->> 'code', 'IR104', 'for positions, too');
select is(raised($$select api.get_user('99999999999999999999')$$) ->> 'code', 'IR104',
    'a number that is no id is no client');
select tap.become_nobody();
update book.users set broker_id = 'ZC9002' where user_id = 9002;

-- Positions, as two answers tell them.
create temp table p (position_id bigint, symbol text, exchange text, segment text, product text,
    quantity bigint, reserved bigint, provisional bigint, available bigint, average_price numeric,
    last_price numeric, realised numeric, unrealised numeric, pnl numeric, as_of timestamptz,
    price_as_of timestamptz) on commit drop;
create temp table q (like p) on commit drop;
grant all on p, q to public;
select tap.become('arun');
insert into p select x.* from json_populate_recordset(null::p, api.get_positions(9001)) as x;
select results_eq('select symbol, exchange, segment, product, quantity from p order by symbol',
    $$ values ('BANKNIFTY26JAN50000CE', 'NSE', 'FO', 'NRML', -70::bigint),
        ('NIFTY26JANFUT', 'NSE', 'FO', 'NRML', 75), ('RELIANCE', 'NSE', 'CM', 'CNC', 15) $$,
    'positions are opening plus trades, folded before they are shown');
select results_eq($$ select reserved, provisional, available from p where symbol = 'RELIANCE' $$,
    $$ values (4::bigint, 0::bigint, 11::bigint) $$, 'the client''s own pending exit is reserved');
-- 150 bought at 23000, 75 sold at 23200, last 23100.
select results_eq($$ select average_price, last_price, realised, unrealised, pnl from p
    where symbol = 'NIFTY26JANFUT' $$,
    $$ values (23000.0000, 23100.0000, 15000.00, 7500.00, 22500.00) $$,
    'a long position: realised on what was sold, unrealised on the rest');
-- 70 sold at 420, last 400.5.
select results_eq($$ select average_price, realised, unrealised, pnl from p
    where symbol ~ 'BANKNIFTY' $$,
    $$ values (420.0000, 0.00, 1365.00, 1365.00) $$, 'a short one gains when the price falls');
-- 10 at 1295.5 and 5 at 1300, last 1310.
select results_eq($$ select average_price, realised, unrealised, pnl from p
    where symbol = 'RELIANCE' $$,
    $$ values (1297.0000, 0.00, 195.00, 195.00) $$, 'the average is over what was carried and bought');
select ok((select bool_and(as_of = now() and price_as_of = '2026-01-15 06:00+00') from p),
    'every figure shows its age');
select tap.become_nobody();
update book.instruments set multiplier = 10 where instrument_id = 7003;
delete from book.prices where instrument_id = 7001;
insert into book.trades (trade_id, order_id, user_id, instrument_id, exchange, segment, trade_date,
    trade_number, product, side, quantity, price, executed_at)
values (3, 3, 9001, 7002, 'NSE', 'FO', '2026-01-15', 'A3', 'NRML', 'buy', 70, 400, now());
select tap.become('arun');
insert into q select x.* from json_populate_recordset(null::q, api.get_positions(9001)) as x;
select results_eq($$ select pnl from q where symbol = 'RELIANCE' $$, $$ values (1950.00) $$,
    'the multiplier counts');
select results_eq($$ select last_price, realised, unrealised, pnl from q where symbol ~ '^NIFTY' $$,
    $$ values (null::numeric, 15000.00, null::numeric, null::numeric) $$,
    'without a price nothing is guessed');
select results_eq($$ select quantity, available, average_price, realised, unrealised, pnl from q
    where symbol ~ 'BANKNIFTY' $$,
    $$ values (0::bigint, 0::bigint, null::numeric, 1400.00, 0.00, 1400.00) $$,
    'a closed position keeps what it realised');
-- Orders and trades.
select results_eq($$ select o ->> 'source', o ->> 'order_id', o ->> 'symbol', o ->> 'leaves_quantity'
    from jsonb_array_elements(api.get_orders(9001)) as o $$,
    $$ values ('primary', '800', 'RELIANCE', '4') $$, 'the primary''s orders are shown as such');
select is(api.get_order(800) -> 'events', '[]'::jsonb, 'one of them by its number');
select is(raised($$select api.get_order(801)$$) ->> 'code', 'IR104', 'not that of another client');
select is(raised($$select api.get_order(800, 'desk')$$) ->> 'code', 'IR104', 'each side has its own numbers');
select results_eq($$ select t ->> 'trade_number', t ->> 'side', t -> 'sources'
    from jsonb_array_elements(api.get_trades(9001)) as t order by 1 $$,
    $$ values ('A1', 'sell', '["primary"]'::jsonb), ('A2', 'buy', '["primary"]'),
        ('A3', 'buy', '["primary"]') $$, 'trades say who reported them');
select tap.become('anna');
select is(jsonb_array_length(api.get_orders()), 2, 'an auditor sees the orders of all');
select is(json_array_length(api.get_positions(9002)), 1, 'and the positions of any');
select tap.become_nobody();
update core.settings set value = '1' where name = 'list_limit';
select tap.become('anna');
select is(jsonb_array_length(api.get_orders()), 1, 'a list is bounded');
select tap.become('vera');
select is(raised($$select api.get_positions(9001)$$) ->> 'code', '42501', 'a viewer sees no client');

select tap.become_nobody();
select ok((select count(*) filter (where action = 'read:get_user' and user_id = 9001) >= 3
    and count(*) filter (where action = 'read:get_positions' and user_id = 9001) = 2
    and count(*) filter (where action = 'read:get_orders' and user_id = 9001) = 1
    and count(*) filter (where action = 'read:get_order' and user_id = 9001) = 1
    and count(*) filter (where action = 'read:get_trades' and user_id = 9001) = 1
    from audit.log where person_id = (select person_id from auth.ops_team where username = 'arun')),
    'every read of a client is in the audit log');
select is((select count(*) from ops.position_breaks), 0::bigint, 'no position disagrees with its trades');
update core.positions set buy_quantity = buy_quantity + 1 where user_id = 9002;
select is((select count(*) from ops.position_breaks where user_id = 9002), 1::bigint,
    'and one that did would show');

select * from finish();
rollback;

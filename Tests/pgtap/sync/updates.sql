-- Rows of the primary that people send while replication cannot run: numbered, whole, checked.
begin;
set local search_path = tap;
set local client_min_messages = error;
\ir ../fixtures/people.psql
\ir ../fixtures/book.psql
select sync.fold();
select plan(31);
create function pg_temp.batch(rows text) returns jsonb language sql as $$ select rows::jsonb $$;
create function pg_temp.refusal(rows text, sequence bigint default 1) returns jsonb language sql as $$
    select tap.raised(format('select api.update_book(%s, %L)', sequence, rows)) $$;
create function pg_temp.net(client bigint) returns bigint language sql security definer as $$
    select net_quantity from core.positions where (user_id, instrument_id, product) = (client, 7001, 'NRML') $$;
create temp table before on commit drop as select pg_temp.net(9001) as net;
grant select on before to public;

select tap.become('sunil');
select is(pg_temp.refusal('[]') ->> 'code', '42501', 'a supervisor writes no book');
select tap.become('adil');
select is(pg_temp.refusal('[]') #>> '{detail,field}', 'rows', 'a batch has rows');
select is(pg_temp.refusal('{"a": 1}') #>> '{detail,expected}', 'a list of 1 to 1000 rows', 'in a list');
select is(pg_temp.refusal((select jsonb_agg(1)::text from generate_series(1, 1001))) #>> '{detail,field}', 'rows',
    'that ends somewhere');
select is(pg_temp.refusal('[{"table": "funds", "row": {"user_id": 1}}]', 0) #>> '{detail,field}', 'source_sequence',
    'a number is one');
select is(pg_temp.refusal('[7]') -> 'detail', '{"field": "rows", "row": 1, "expected": "an object with table and row"}',
    'a row says of which table it is');
select is(pg_temp.refusal('[{"table": "orders", "row": {}, "where": 1}]') #>> '{detail,unknown}', 'where', 'and nothing else');
select is(pg_temp.refusal('[{"table": "people", "row": {}}]') #>> '{detail,column}', 'table', 'an unknown table is named');
select is(pg_temp.refusal('[{"table": "funds", "action": "merge", "row": {}}]') #>> '{detail,column}', 'action',
    'an unknown action, too');
select is(pg_temp.refusal('[{"table": "funds", "row": {"user_id": 9001, "available": 1, "used": 0,
        "as_of": "2026-01-15T09:00:00Z"}}, {"table": "funds", "row": {"user_id": 9001, "limit": 5}}]') -> 'detail',
    '{"field": "rows", "row": 2, "table": "funds", "column": "limit",
      "expected": "no column that the contract does not have"}', 'an unknown column, with its row');
select is(pg_temp.refusal('[{"table": "trades", "row": {"arrival": 5}}]') #>> '{detail,column}', 'arrival',
    'the column that orders what came is not the primary''s');
select is(pg_temp.refusal('[{"table": "funds", "row": {"user_id": 9001, "used": 0, "as_of": "2026-01-15T09:00:00Z"}}]')
    -> 'detail', '{"field": "rows", "row": 1, "table": "funds", "column": "available", "expected": "numeric(18,2)",
        "got": "nothing"}', 'a row is whole');
select is(pg_temp.refusal('[{"table": "funds", "row": {"user_id": 9001, "available": 1.234, "used": 0,
    "as_of": "2026-01-15T09:00:00Z"}}]') #>> '{detail,column}', 'available', 'money has its decimals');
select is(pg_temp.refusal('[{"table": "funds", "row": {"user_id": 9001, "available": 1, "used": 0,
    "as_of": "2026-02-30T09:00:00Z"}}]') #>> '{detail,column}', 'as_of', 'a day that there is');
select is(pg_temp.refusal('[{"table": "funds", "row": {"user_id": "9001", "available": 1, "used": 0,
    "as_of": "2026-01-15T09:00:00Z"}}]') #>> '{detail,got}', 'string', 'a number is a number');
select is(pg_temp.refusal('[{"table": "trading_days", "row": {"trade_date": "2026-01-16", "opened_at": "2026-01-16 09:00"}}]')
    #>> '{detail,column}', 'opened_at', 'a time has its zone');
select is(pg_temp.refusal('[{"table": "users", "row": {"user_id": 9999, "broker_id": "ZC9001", "name": "n", "pan": "AAAPL1234C",
    "date_of_birth": "1980-01-01", "status": "active", "updated_at": "2026-01-15T09:00:00Z"}}]') -> 'detail',
    '{"field": "rows", "row": 1, "table": "users", "expected": "no second row for users_broker_id_key"}',
    'a key that another row has is named');
select is(pg_temp.refusal('[{"table": "trading_days", "action": "delete", "row": {"opened_at": "2026-01-16T09:00:00Z"}}]')
    #>> '{detail,column}', 'trade_date', 'what goes is named by its key');
select is(pg_temp.refusal('[{"table": "trading_days", "action": "delete", "row": {"trade_date": "2020-01-01"}}]', 2)
    ->> 'code', 'IR214', 'the first batch is the first');

select is(api.update_book(1, pg_temp.batch('[
    {"table": "orders", "row": {"order_id": 77, "user_id": 9001, "instrument_id": 7001, "trade_date": "2026-01-15",
     "product": "NRML", "side": "buy", "order_type": "LIMIT", "quantity": 75, "filled_quantity": 75,
     "limit_price": 23000.05, "status": "filled", "placed_at": "2026-01-15T09:20:00+05:30",
     "updated_at": "2026-01-15T09:21:00+05:30"}},
    {"table": "trades", "row": {"trade_id": 88, "order_id": 77, "user_id": 9001, "instrument_id": 7001,
     "exchange": "NSE", "segment": "FO", "trade_date": "2026-01-15", "trade_number": "U1", "product": "NRML",
     "side": "buy", "quantity": 75, "price": "23000.05", "executed_at": "2026-01-15T09:21:00+05:30"}},
    {"table": "trading_days", "row": {"trade_date": "2020-01-01", "opened_at": "2020-01-01T09:00:00Z"}},
    {"table": "trading_days", "action": "delete", "row": {"trade_date": "2020-01-01"}}]')) - 'applied_at',
    '{"source": "primary", "source_sequence": 1, "rows": 4, "next": 2}', 'a batch is taken');
select is(pg_temp.net(9001), (select net + 75 from before), 'and folded: the position has moved');
select is(api.update_book(1, pg_temp.batch('[
    {"table": "orders", "row": {"order_id": 77, "user_id": 9001, "instrument_id": 7001, "trade_date": "2026-01-15",
     "product": "NRML", "side": "buy", "order_type": "LIMIT", "quantity": 75, "filled_quantity": 75,
     "limit_price": 23000.05, "status": "filled", "placed_at": "2026-01-15T09:20:00+05:30",
     "updated_at": "2026-01-15T09:21:00+05:30"}},
    {"table": "trades", "row": {"trade_id": 88, "order_id": 77, "user_id": 9001, "instrument_id": 7001,
     "exchange": "NSE", "segment": "FO", "trade_date": "2026-01-15", "trade_number": "U1", "product": "NRML",
     "side": "buy", "quantity": 75, "price": "23000.05", "executed_at": "2026-01-15T09:21:00+05:30"}},
    {"table": "trading_days", "row": {"trade_date": "2020-01-01", "opened_at": "2020-01-01T09:00:00Z"}},
    {"table": "trading_days", "action": "delete", "row": {"trade_date": "2020-01-01"}}]')) ->> 'next', '2',
    'the same again is answered and not done again');
select is(pg_temp.net(9001), (select net + 75 from before), 'nothing counts twice');
select is(pg_temp.refusal('[{"table": "trading_days", "action": "delete", "row": {"trade_date": "2020-01-01"}}]')
    #>> '{detail,reason}', 'this number came before with other rows', 'other rows under its number are refused');
select is(pg_temp.refusal('[{"table": "trading_days", "action": "delete", "row": {"trade_date": "2020-01-01"}}]', 3)
    #>> '{detail,expected}', '2', 'and a batch that leaves one out');
-- A batch with one wrong row leaves nothing of the others.
select is(pg_temp.refusal('[{"table": "trading_days", "row": {"trade_date": "2026-01-16", "opened_at": "2026-01-16T09:00:00Z"}},
    {"table": "instruments", "row": {"instrument_id": 7999, "exchange": "NSE", "segment": "FO", "symbol": "'
    || (select symbol from book.instruments where instrument_id = 7001) || '", "underlying": "X", "instrument_type": "IDF",
    "lot_size": 1, "tick_size": 0.05, "multiplier": 1, "updated_at": "2026-01-15T09:00:00Z"}}]', 2) #>> '{detail,row}', '2',
    'the second row cannot be');
select tap.become_nobody();
select is_empty($$ select from book.trading_days where trade_date = '2026-01-16' $$, 'so the first is not there, either');
select is((select count(*) from core.alerts where kind = 'book_updated_by_hand' and resolved_at is null), 1::bigint,
    'people are told that the book stands on this');
create subscription irra_book connection 'dbname=nowhere' publication book with (connect = false, slot_name = none);
select tap.become('adil');
select is(api.update_book(2, pg_temp.batch('[{"table": "trading_days", "action": "delete", "row": {"trade_date": "2020-01-01"}}]'))
    ->> 'next', '3', 'a subscription that stands still is no obstacle');
select tap.become_nobody();
update pg_subscription set subenabled = true, subslotname = 'irra_book' where subname = 'irra_book';
select tap.become('adil');
select is(pg_temp.refusal('[{"table": "trading_days", "action": "delete", "row": {"trade_date": "2020-01-01"}}]', 3) ->> 'code',
    'IR212', 'one that runs is the only writer');
select tap.become_nobody();
select is_empty('select * from ops.position_breaks', 'running and recomputed figures agree');
select * from finish();
rollback;

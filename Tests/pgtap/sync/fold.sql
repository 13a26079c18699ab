-- What replication brings is folded once, whatever the primary does to its rows.
begin;
set local search_path = tap;
\ir ../fixtures/people.psql
\ir ../fixtures/book.psql
select plan(20);
create function tap.trade(id bigint, number text, side text, units bigint, price numeric) returns void
language sql as $$
    insert into book.trades (trade_id, order_id, user_id, instrument_id, exchange, segment, trade_date,
        trade_number, product, side, quantity, price, executed_at)
    values (id, id, 9001, 7001, 'NSE', 'FO', '2026-01-15', number, 'NRML', side, units, price, now()) $$;
create function tap.figures() returns text language sql as $$
    select format('%s %s/%s %s/%s %s', overnight_quantity, buy_quantity, trim_scale(buy_value), sell_quantity,
        trim_scale(sell_value), net_quantity)
    from core.positions where (user_id, instrument_id) = (9001, 7001) $$;

select is(sync.fold(), 4::bigint, 'opening positions are folded');
select is(figures(), '150 0/0 0/0 150', 'as overnight quantities');
select is(sync.fold(), 0::bigint, 'once');
select trade(1, 'A', 'buy', 75, 23010.5), trade(2, 'B', 'sell', 150, 23020), trade(3, 'A', 'sell', 75, 23010.5);
select is(sync.fold(2), 2::bigint, 'in batches');
select is(sync.fold(2), 1::bigint, 'to the end');
select is(figures(), '150 75/1725787.5 225/5178787.5 0',
    'one number on both sides is two trades');
select trade(4, 'A', 'buy', 75, 23010.5);
select sync.fold();
select is(figures(), '150 75/1725787.5 225/5178787.5 0', 'the same trade under another row changes nothing');

update book.opening_positions set quantity = 300 where (user_id, instrument_id) = (9001, 7001);
select ok(logic.fold_needed(), 'a change behind the watermark is noticed');
select sync.fold();
select is(figures(), '300 75/1725787.5 225/5178787.5 150', 'a corrected opening position is read again');
delete from book.opening_positions where (user_id, instrument_id) = (9001, 7001);
select sync.fold();
select is(figures(), '300 75/1725787.5 225/5178787.5 150', 'a deleted one is for a person');
select is((select kind from core.alerts), 'primary_deleted_opening_position', 'who is told');

delete from book.trades where trade_id = 2;
select sync.fold();
select is(figures(), '300 75/1725787.5 225/5178787.5 150', 'a trade of the exchange stands');
select results_eq($$ select subject from core.alerts where kind = 'primary_changed_trade' $$,
    $$ values ('B') $$, 'and a person is told');
select trade(5, 'B', 'sell', 149, 23020);
select sync.fold();
select is(figures(), '300 75/1725787.5 225/5178787.5 150', 'the first telling of a trade stands');
select ok(exists (select from core.alerts where kind = 'trade_mismatch'), 'a different one is an alert');

-- The drop copy is quicker than the replica: the trade waits for its order.
\ir ../fixtures/exchange.psql
select deliver('DROPCOPY', '{"11": "M1", "37": "EX1", "150": "F", "39": "2", "32": "75", "31": "23000",
    "17": "T50", "54": "2", "1": "ZC9002", "48": "35001", "207": "NSE", "14": "75", "151": "0"}');
select is((select net_quantity from core.positions where user_id = 9002), 75::bigint, 'it moves nothing yet');
select is(sync.fold(), 0::bigint, 'nor is there anything to fold');
insert into book.orders (order_id, user_id, instrument_id, trade_date, product, side, order_type, quantity,
    filled_quantity, limit_price, status, exchange_order_id, placed_at, updated_at)
values (1, 9002, 7001, '2026-01-15', 'NRML', 'sell', 'LIMIT', 75, 0, 23000, 'open', 'EX1', now(), now());
select is(sync.fold(), 1::bigint, 'when the order comes, the trade is assigned');
select is((select net_quantity from core.positions where user_id = 9002), 0::bigint, 'and moves the position');
select ok(not exists (select from core.alerts where kind = 'trade_unassigned' and resolved_at is null),
    'its alert is done with');
select * from finish();
rollback;

-- Exits that come to close more than their position holds by what the exchange tells late or unasked:
-- the newest are pulled, as when the position itself had moved.
begin;
set local search_path = tap;
\ir ../fixtures/people.psql
\ir ../fixtures/book.psql
\ir ../fixtures/exchange.psql
select plan(22);
update core.settings set value = '0' where name = 'chase_after_seconds';
update book.opening_positions set quantity = 100 where user_id = 9001 and instrument_id = 7003;
select sync.fold_before_decision();
create function tap.flush() returns text language sql as $$
    select string_agg(msg_type, '' order by sequence)
    from tap.dispatch() as (sequence bigint, msg_type text, body text) $$;
create function tap.line(id bigint) returns text language sql as $$
    select concat_ws(' ', status, cumulative_quantity || '/' || leaves_quantity, 'of', quantity,
        '->' || replacing_quantity) from core.orders where order_id = id $$;
create function tap.rest(id bigint) returns void language sql as $$
    select from (select tap.flush()) f; select tap.deliver('ORDERS', tap.report(id, '0')) $$;

-- A fill that comes behind the word that its order was over, by which another exit took its place.
savepoint s;
select exit(9001, 7003, 100) as old \gset
select rest(:old), deliver('ORDERS', report(:old, '4', '{"151": "0"}'));
select exit(9001, 7003, 100) as new \gset
select rest(:new), deliver('ORDERS', fill(:old, 'T1', 60, 1300, 60));
select is(line(:old), 'cancelled 60/0 of 100', 'a fill told after the cancel holds the position');
select is(line(:new), 'replace_pending 0/100 of 100 ->40', 'and the exit that took its place is reduced');
rollback to s;

-- An order that was refused trades and lives on.
select exit(9001, 7003, 100) as old \gset
select flush(), deliver('ORDERS', report(:old, '8', '{"151": "0"}'));
select exit(9001, 7003, 100) as new \gset
select rest(:new), deliver('ORDERS', fill(:old, 'T1', 60, 1300, 60));
select is(line(:old), 'partially_filled 60/40 of 100', 'a refused order that trades lives');
select is(line(:new), 'cancel_pending 0/100 of 100', 'and the exit that took its place is taken back');
rollback to s;
select exit(9001, 7003, 100) as old \gset
select flush(), deliver('ORDERS', report(:old, '8', '{"151": "0"}'));
select exit(9001, 7003, 100) as new \gset
select rest(:new), deliver('DROPCOPY', fill(:old, 'T1', 60, 1300, 60));
select is(line(:old), 'partially_filled 60/40 of 100', 'told by the drop copy first: it lives, too');
select is(line(:new), 'cancel_pending 0/100 of 100', 'and its successor is taken back whole');
rollback to s;

-- The exchange makes an order larger than anybody asked for.
select exit(9001, 7003, 60) as old \gset
select exit(9001, 7003, 40) as new \gset
select flush(), deliver('ORDERS', report(:old, '0'), report(:new, '0'));
savepoint placed;
select deliver('ORDERS', report(:old, 'D', '{"39": "0", "38": "75", "151": "75"}'));
select is(line(:old), 'acknowledged 0/75 of 75', 'a restatement may enlarge an order');
select is(line(:new), 'replace_pending 0/40 of 40 ->25', 'the newest makes room');
rollback to placed;
select logic.replace_orders(array[:old::bigint], array[50]::bigint[], array[1300]::numeric[], 'quantity');
select flush(), deliver('ORDERS', report(:old, '5', jsonb_build_object('39', '0', '38', '90', '151', '90',
    '11', (select cl_ord_id from core.order_requests where kind = 'replace'))));
select is(line(:old), 'acknowledged 0/90 of 90', 'so may the answer to a reduction');
select is(line(:new), 'replace_pending 0/40 of 40 ->10', 'the newest makes room');
rollback to s;

-- CumQty that contradicts the fills told: what was told as traded stays held when the order is over.
select exit(9001, 7003, 100) as old \gset
select rest(:old), deliver('ORDERS', fill(:old, 'T1', 60, 1300, 60) || '{"14": "10", "151": "90"}'),
    deliver('ORDERS', report(:old, '4', '{"14": "10", "151": "0"}'));
select is(line(:old), 'cancelled 60/0 of 100', 'no less is held than fills have told');
select throws_ok('select tap.exit(9001, 7003, 50)', 'IR301', null, 'so no more is closed than is there');
select deliver('ORDERS', fill(:old, 'T2', 20, 1300, 12));
select is(line(:old), 'cancelled 80/0 of 100', 'nor when another comes after the end');
rollback to s;

-- The cancel of an excess is lost with the exchange's book, it seems; then the exchange knows the order.
select exit(9001, 7003, 100) as old \gset
select rest(:old), logic.apply_trades('drop_copy', array[row('NSE', 'CM', '2026-01-15', 'Z1', 'sell', 100,
    1300, now(), 9001, 7003, 'CNC', null, 'ELSE', 'ZC9001', null)::core.trade_report]);
select flush(), logic.lose_orders(array[:old::bigint], 'purged', 'the book is lost');
select is(line(:old), 'unknown 0/100 of 100', 'nobody knows whether its cancel was worked on');
select deliver('ORDERS', report(:old, 'I', '{"39": "0"}'));
select is(line(:old), 'cancel_pending 0/100 of 100', 'known again and too much: taken back again');
rollback to s;

-- Two people settled an unknown order as gone, and another exit took its place; the exchange has it.
select exit(9001, 7003, 100) as old \gset
select rest(:old), logic.lose_orders(array[:old::bigint], 'purged', 'the book is lost'),
    logic.change_orders(array[row(:old, 'settled_cancelled', null, null, null, null, null, null, null, null,
        null)::core.order_change]);
select exit(9001, 7003, 100) as new \gset
select rest(:new);
savepoint settled;
select deliver('ORDERS', report(:old, 'I', '{"39": "0"}'));
select is(line(:old), 'acknowledged 0/100 of 100', 'what people settled lives again by the exchange''s word');
select is(line(:new), 'cancel_pending 0/100 of 100', 'and what took its place is taken back');
select is((select count(*) from core.alerts where kind = 'order_reopened'), 1::bigint, 'a person is told');
rollback to settled;
select deliver('ORDERS', fill(:old, 'T1', 60, 1300, 60));
select is(line(:old), 'partially_filled 60/40 of 100', 'so it does by a fill');
rollback to settled;
select deliver('ORDERS', report(:old, '3', '{"39": "C", "151": "0"}'), report(:old, 'I', '{"39": "C", "151": "0"}'));
select is((select count(*) from fix.parked), 0::bigint, 'that it expired is no riddle');
rollback to s;

-- What closes on another exchange closes more than was told first: a trade there is corrected.
insert into book.instruments (instrument_id, exchange, segment, token, symbol, underlying, instrument_type,
    series, isin, lot_size, tick_size, multiplier, updated_at)
values (7103, 'BSE', 'CM', '500325', 'RELIANCE', 'RELIANCE', 'EQ', 'A', 'INE000000001', 1, 0.05, 1, now());
insert into book.prices (instrument_id, price_date, close_price, last_price, as_of)
values (7103, '2026-01-15', 1301, 1309, '2026-01-15 06:00+00');
insert into fix.sessions (name, kind, exchange, port, sender_comp_id, target_comp_id)
values ('BSEORDERS', 'order', 'BSE', 9880, 'IRRA2', 'SIMBSE'), ('BSEDROP', 'drop_copy', 'BSE', 9880, 'IRRADC2', 'SIMBSE');
select fix.acquire('BSEORDERS', 'test'), fix.acquire('BSEDROP', 'test');
select open_call('arun', 9001) as call \gset
select (logic.place_exit(c, position_of(9001, 7003), 60, null, 'PROTECTED', null, false, 'BSE')).exit_id
from core.calls c where c.call_id = :'call';
select max(order_id) as there from core.orders \gset
select count(*) from fix.dispatch('BSEORDERS', 1);
select deliver('BSEORDERS', report(:there, '0'), fill(:there, 'B1', 60, 1309, 60)),
    deliver('BSEDROP', fill(:there, 'B1', 60, 1309, 60));
select exit(9001, 7003, 40) as here \gset
select rest(:here);
savepoint linked;
select deliver('BSEDROP', report(:there, 'G', '{"17": "B2", "19": "B1", "32": "75", "31": "1309"}'));
select is(line(:here), 'replace_pending 0/40 of 40 ->25', 'so what rests on the first is reduced');
rollback to linked;
select deliver('BSEDROP', fill(:there, 'B3', 15, 1309, 60));
select is(line(:here), 'replace_pending 0/40 of 40 ->25', 'or more of it trades than it was for');
select * from finish();
rollback;

-- The main job: an exit goes out once, the response is provisional, the drop copy moves the position.
begin;
set local search_path = tap;
\ir ../fixtures/people.psql
\ir ../fixtures/book.psql
\ir ../fixtures/exchange.psql
select plan(31);
select sync.fold_before_decision();

create temp table o on commit drop as select tap.exit(9001, 7001) as id;
select results_eq($$select status::text, side::text, quantity, limit_price from core.orders$$,
    $$values ('queued', 'sell', 150::bigint, 22869.00::numeric)$$,
    'an exit is opposite to the position, whole, protected below the last price on the tick');
select is((select available from logic.position_reservations(array[position_of(9001, 7001)])), 0::bigint,
    'what is queued is no longer available');
select ok(not queue.prepare_to_sleep('dispatch:ORDERS'), 'a worker with a waiting order may not sleep');

create temp table sent on commit drop as
    select * from tap.dispatch() as (sequence bigint, msg_type text, body text);
select results_eq('select sequence, msg_type from sent', $$values (1::bigint, 'D')$$,
    'the order leaves under the first number');
select matches((select body from sent), E'^11=IR\\d{15}\x01' || '1=ZC9001' || E'\x01'
    || '55=NIFTY26JANFUT' || E'\x01' || '48=35001' || E'\x01' || '22=8' || E'\x01' || '167=FUT'
    || E'\x01' || '200=202601' || E'\x01' || '541=20260129' || E'\x01' || '207=NSE' || E'\x01'
    || '54=2' || E'\x01' || '38=150' || E'\x01' || '40=2' || E'\x01' || '44=22869' || E'\x01'
    || '59=0' || E'\x01' || E'60=\\d{8}-\\d\\d:\\d\\d:\\d\\d\\.\\d{3}\x01$',
    'its body follows the rules of engagement');
select is_empty($$select * from tap.dispatch() as (sequence bigint, msg_type text, body text)$$,
    'and never leaves again');
select is((select status from core.orders), 'sent', 'its state says sent');
select is((select count(*) from fix.outbound), 1::bigint, 'the message is kept');
select ok(queue.prepare_to_sleep('dispatch:ORDERS'), 'the worker may sleep now');

select deliver('ORDERS', report((select id from o), '0'));
select is((select status from core.orders), 'acknowledged', 'an acknowledgement is applied');
select is((select state from core.order_requests), 'answered', 'and answers the request');

select deliver('ORDERS', fill((select id from o), 'T1', 75, 23100, 75));
select results_eq($$select status::text, cumulative_quantity, leaves_quantity from core.orders$$,
    $$values ('partially_filled', 75::bigint, 75::bigint)$$, 'a part fill counts');
select is((select net_quantity from core.positions where position_id = position_of(9001, 7001)),
    150::bigint, 'a response alone never moves a position');
select results_eq(
    $$select live_leaves, provisional, reserved, available
      from logic.position_reservations(array[position_of(9001, 7001)])$$,
    $$values (75::bigint, 75::bigint, 150::bigint, 0::bigint)$$,
    'the provisional fill stays reserved');

select deliver('DROPCOPY', fill((select id from o), 'T1', 75, 23100, 75));
select is((select net_quantity from core.positions where position_id = position_of(9001, 7001)),
    75::bigint, 'the drop copy moves the position');
select results_eq('select state from core.temp_trades', $$values ('confirmed')$$,
    'and confirms the provisional trade');
select ok((select response_at is not null and drop_copy_at is not null from core.trades),
    'the trade knows both sources');

-- The drop copy is first this time.
select deliver('DROPCOPY', fill((select id from o), 'T2', 75, 23090, 150));
select results_eq($$select status::text, cumulative_quantity, leaves_quantity, confirmed_quantity from core.orders$$,
    $$values ('filled', 150::bigint, 0::bigint, 150::bigint)$$, 'the drop copy alone fills an order, too');
select deliver('ORDERS', fill((select id from o), 'T2', 75, 23090, 150));
select is((select count(*) from core.temp_trades where state = 'confirmed'), 2::bigint,
    'the late response is confirmed at once');
select results_eq($$select net_quantity, sell_quantity, sell_value from core.positions
        where position_id = position_of(9001, 7001)$$,
    $$values (0::bigint, 150::bigint, 3464250.0000::numeric)$$, 'the position is flat');

select deliver('ORDERS', fill((select id from o), 'T2', 75, 23090, 150));
select deliver('DROPCOPY', fill((select id from o), 'T1', 75, 23100, 75),
    fill((select id from o), 'T2', 75, 23090, 150));
select is((select net_quantity from core.positions where position_id = position_of(9001, 7001)),
    0::bigint, 'repeats on both feeds change nothing');
select is((select count(*) from core.trades), 2::bigint, 'two trades are two trades');
select results_eq('select event from core.order_events order by order_event_id',
    $$values ('placed'), ('sent'), ('acknowledged'), ('partially_filled'), ('filled')$$,
    'the history holds what happened, once');
select tap.make_messages();
select results_eq($$select channel, recipient from notify.messages where user_id is not null order by 1$$,
    $$values ('email', 'one@client.invalid'), ('sms', '+919000009001')$$,
    'the client is told once on each channel');
select matches((select tap.text_of(message_id) from notify.messages where channel = 'email' and user_id is not null),
    'executed 75 at Rs 23,100\.00\s.*sell 150 NIFTY26JANFUT  executed in full at Rs 23,090\.00', 'in words, in order');
select is((select count(*) from fix.parked), 0::bigint, 'nothing is parked');
select is((select count(*) from core.alerts), 0::bigint, 'nothing to alert');
select throws_ok('select tap.exit(9001, 7001)', 'IR302', null, 'a flat position cannot be closed again');
select is_empty('select * from queue.dispatch', 'and nothing is queued');
select results_eq('select next_inbound from fix.session_state order by session_name',
    'values (5::bigint), (5::bigint)', 'the expected numbers moved with the effects');
select throws_ok($$select fix.append('ORDERS', 0, '0', '')$$, 'IR501', null,
    'who does not lead writes nothing');

select * from finish();
rollback;

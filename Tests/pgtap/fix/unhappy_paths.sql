-- Cancels, rejects, lost and strange messages.
begin;
set local search_path = tap;
\ir ../fixtures/people.psql
\ir ../fixtures/book.psql
\ir ../fixtures/exchange.psql
select plan(38);
select sync.fold_before_decision();
create temp table o (name text, id bigint) on commit drop;
create function tap.o(name text) returns bigint language sql as $$ select id from pg_temp.o where o.name = $1 $$;
create function tap.status(name text) returns text language sql as
    $$ select status from core.orders where order_id = tap.o($1) $$;
create function tap.cancel(name text) returns void language sql as $$
    select logic.request_cancel(c, tap.o($1)) from core.calls c
    join core.orders r using (user_id) where r.order_id = tap.o($1) and c.closed_at is null $$;

insert into o select 'withdrawn', tap.exit(9001, 7001, 75);
select cancel('withdrawn');
select is(status('withdrawn'), 'cancelled', 'an order nobody claimed is withdrawn');
select is_empty('select * from queue.dispatch', 'with nothing to send');
select is((select available from logic.position_reservations(array[position_of(9001, 7001)])), 150::bigint,
    'and its quantity is available again');

insert into o select 'cancelled', tap.exit(9001, 7001, 75);
select count(*) from tap.dispatch() as (sequence bigint, msg_type text, body text);
select cancel('cancelled');
select is(status('cancelled'), 'cancel_pending', 'a sent order waits for the exchange''s word');
select results_eq($$select msg_type, body like '%' || E'\x01' || '41=' || (select cl_ord_id from core.orders
        where order_id = tap.o('cancelled')) || E'\x01' || '%'
    from tap.dispatch() as (sequence bigint, msg_type text, body text)$$, $$values ('F', true)$$,
    'the cancel names the order');
select deliver('ORDERS', fill(o('cancelled'), 'T1', 25, 23100, 25));
select is(status('cancelled'), 'cancel_pending', 'a fill during the cancel is applied and waits on');
select is((select cumulative_quantity from core.orders where order_id = o('cancelled')), 25::bigint, 'it counts');
select deliver('ORDERS', report(o('cancelled'), '4', jsonb_build_object('14', '25', '151', '0',
    '11', (select cl_ord_id from core.order_requests where order_id = o('cancelled') and kind = 'cancel'),
    '41', (select cl_ord_id from core.orders where order_id = o('cancelled')))));
select is(status('cancelled'), 'cancelled', 'then it is cancelled');
select is((select reserved from logic.position_reservations(array[position_of(9001, 7001)])), 25::bigint,
    'only the provisional fill stays reserved');
select deliver('DROPCOPY', fill(o('cancelled'), 'T1', 25, 23100, 25));
select results_eq($$select r.reserved, p.net_quantity from core.positions p
        cross join lateral logic.position_reservations(array[p.position_id]) r
        where p.position_id = tap.position_of(9001, 7001)$$,
    $$values (0::bigint, 125::bigint)$$, 'until the drop copy confirms it');

insert into o select 'kept', tap.exit(9001, 7002, 35);
select count(*) from tap.dispatch() as (sequence bigint, msg_type text, body text);
select deliver('ORDERS', report(o('kept'), '0'));
select cancel('kept');
select count(*) from tap.dispatch() as (sequence bigint, msg_type text, body text);
select deliver('ORDERS', jsonb_build_object('35', '9', '39', '0', '434', '1',
    '11', (select cl_ord_id from core.order_requests where order_id = o('kept') and kind = 'cancel'),
    '41', (select cl_ord_id from core.orders where order_id = o('kept'))));
select is(status('kept'), 'acknowledged', 'a cancel reject leaves the order in the book');
select is((select answer from core.order_requests where order_id = o('kept') and kind = 'cancel'), '9',
    'and answers the cancel');

insert into o select 'rejected', tap.exit(9001, 7002, 35);
select count(*) from tap.dispatch() as (sequence bigint, msg_type text, body text);
select deliver('ORDERS', report(o('rejected'), '8', '{"58": "price band", "151": "0", "37": "NONE"}'));
select is(status('rejected'), 'rejected', 'a reject is applied');
select is((select reason from core.orders where order_id = o('rejected')), 'price band', 'with its reason');
delete from notify.outbox where order_id <> o('rejected');
select tap.make_messages();
select alike((select tap.text_of(message_id) from notify.messages where order_id = o('rejected') and channel = 'email'),
    '%refused by the exchange: price band%', 'and the client is told');

insert into o select 'misread', tap.exit(9001, 7002, 35);
select count(*) from tap.dispatch() as (sequence bigint, msg_type text, body text);
select deliver('ORDERS', jsonb_build_object('35', '3', '58', 'tag 40 missing', '45',
    (select sequence::text from core.order_requests where order_id = o('misread'))));
select is(status('misread'), 'rejected', 'a session reject ends the order it names');

insert into o select 'asked', tap.exit(9001, 7002, 35);
select count(*) from tap.dispatch() as (sequence bigint, msg_type text, body text);
select fix.set_status('ORDERS', 1, 'logged_on');
select results_eq($$select msg_type from tap.dispatch() as (sequence bigint, msg_type text, body text)$$,
    $$values ('H'), ('H')$$, 'after a logon every live order is asked for, none is sent again');
select fix.set_status('ORDERS', 1, 'logged_on');
select deliver('ORDERS', report(o('asked'), 'I', '{"39": "1", "14": "20", "151": "15"}'));
select results_eq($$select status::text, cumulative_quantity, leaves_quantity from core.orders
        where order_id = o('asked')$$, $$values ('partially_filled', 20::bigint, 15::bigint)$$,
    'what the answer says is executed stays reserved');
select is_empty($$select * from core.temp_trades where order_id = o('asked')$$,
    'but a status answer is never a trade');
select is((select count(*) from core.order_requests where order_id = o('asked') and state = 'sent'), 0::bigint,
    'the questions it answers are closed');
select count(*) from tap.dispatch() as (sequence bigint, msg_type text, body text);
select deliver('ORDERS', report(o('asked'), '4', '{"14": "0", "151": "0"}'));
select is(status('asked'), 'cancelled', 'an unsolicited cancel is applied');
select deliver('DROPCOPY', fill(o('asked'), 'T9', 35, 401, 35));
select is(status('asked'), 'filled', 'late truth wins');
select is((select kind from core.alerts where resolved_at is null), 'order_reopened', 'with an alert');

insert into o select 'unknown', tap.exit(9001, 7003, 4);
select count(*) from tap.dispatch() as (sequence bigint, msg_type text, body text);
select deliver('ORDERS', report(o('unknown'), 'I', '{"39": "8", "37": "NONE", "151": "0"}'));
select is(status('unknown'), 'unknown', 'what the exchange does not know is unknown');

select lives_ok($$select tap.deliver('ORDERS',
    '{"11": "nobody", "150": "F", "32": "1", "31": "1", "17": "T7", "37": "Q", "54": "1"}',
    '{"11": "nobody", "150": "0", "14": "not a number"}',
    '{"35": "UX"}')$$, 'strange messages do not stop the session');
select is((select count(*) from fix.parked), 2::bigint, 'they are parked, one by one');
select is((select count(*) from fix.inbound where msg_type = 'UX'), 1::bigint, 'other types are only kept');
select ok(exists (select from core.alerts where kind = 'message_parked'), 'and an alert says so');

-- The drop copy tells of others' orders.
insert into book.orders (order_id, user_id, instrument_id, trade_date, product, side, order_type, quantity,
    filled_quantity, limit_price, status, exchange_order_id, placed_at, updated_at)
values (1, 9002, 7001, '2026-01-15', 'NRML', 'sell', 'LIMIT', 75, 0, 23000, 'open', 'EX1', now(), now());
select is((select available from logic.position_reservations(array[position_of(9002, 7001)])), 0::bigint,
    'a pending exit of the primary is reserved');
select deliver('DROPCOPY', '{"11": "M1", "37": "EX1", "150": "F", "39": "1", "32": "25", "31": "23000",
    "17": "T50", "54": "2", "1": "ZC9002", "48": "35001", "207": "NSE", "14": "25", "151": "50"}');
select results_eq($$select p.net_quantity, r.primary_pending, r.available from core.positions p
        cross join lateral logic.position_reservations(array[p.position_id]) r
        where p.position_id = tap.position_of(9002, 7001)$$,
    $$values (50::bigint, 50::bigint, 0::bigint)$$,
    'its trade moves the position and the pending quantity together');
insert into book.trades (trade_id, order_id, user_id, instrument_id, exchange, segment, trade_date,
    trade_number, exchange_order_id, product, side, quantity, price, executed_at)
values (1, 1, 9002, 7001, 'NSE', 'FO', '2026-01-15', 'T50', 'EX1', 'NRML', 'sell', 25, 23000, now());
select is(sync.fold(), 1::bigint, 'the replica brings the same trade later');
select is((select net_quantity from core.positions where position_id = position_of(9002, 7001)), 50::bigint,
    'and changes nothing');
select ok((select primary_at is not null and drop_copy_at is not null from core.trades
    where trade_number = 'T50'), 'but its time stamp');
select deliver('DROPCOPY', '{"11": "M2", "37": "EX2", "150": "F", "39": "2", "32": "25", "31": "23000",
    "17": "T51", "54": "2", "1": "ZC9002", "48": "35001", "207": "NSE", "14": "25", "151": "0"}');
select ok((select position_id is null from core.trades where trade_number = 'T51'),
    'a trade without a known product waits for a person');
select ok(exists (select from core.alerts where kind = 'trade_unassigned'), 'with an alert');


-- A question that is rejected says nothing of its order, though it has the order's name.
select exit(9001, 7003, 1) as asked \gset
select count(*) from tap.dispatch() as (sequence bigint, msg_type text, body text);
update fix.session_state set status = 'logged_on' where session_name = 'ORDERS';
select logic.ask_order_status(array[:asked::bigint]);
select count(*) from tap.dispatch() as (sequence bigint, msg_type text, body text);
select cl_ord_id as name, (select r.sequence from core.order_requests r where r.order_id = :asked and r.kind = 'status') as question,
    (select r.sequence from core.order_requests r where r.order_id = :asked and r.kind = 'new') as entry
from core.orders where order_id = :asked \gset
select deliver('ORDERS', jsonb_build_object('35', 'j', '45', :'question', '372', 'H', '379', :'name', '380', '3', '58', 'no questions'));
select is((select status from core.orders where order_id = :asked), 'sent', 'a rejected question rejects no order');
select deliver('ORDERS', jsonb_build_object('35', '3', '45', :'question', '372', 'H', '373', '5', '58', 'no questions'));
select is((select status from core.orders where order_id = :asked), 'sent', 'nor by a session reject');
select deliver('ORDERS', jsonb_build_object('35', 'j', '45', :'entry', '372', 'D', '379', :'name', '380', '0', '58', 'no'));
select is((select status from core.orders where order_id = :asked), 'rejected', 'the reject of its own message does');
select * from finish();
rollback;

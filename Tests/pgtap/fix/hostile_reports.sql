-- What an exchange, a network or a confused counterparty can send: nothing over-closes a position,
-- nothing is lost because of a field that is wrong, nothing stops a session.
begin;
set local search_path = tap;
\ir ../fixtures/people.psql
\ir ../fixtures/book.psql
\ir ../fixtures/exchange.psql
select plan(60);
select sync.fold_before_decision();
create function tap.order_of(user_id bigint, instrument_id bigint, units bigint) returns bigint
language plpgsql as $$
declare
    v_order_id bigint := tap.exit(user_id, instrument_id, units);
begin
    perform from tap.dispatch() as (sequence bigint, msg_type text, body text);
    return v_order_id;
end
$$;
create function tap.state(id bigint) returns text language sql as $$
    select format('%s %s/%s', status, cumulative_quantity, leaves_quantity) from core.orders where order_id = id $$;
create function tap.free(user_id bigint, instrument_id bigint) returns bigint language sql as $$
    select available from logic.position_reservations(array[tap.position_of(user_id, instrument_id)]) $$;
create function tap.net(user_id bigint, instrument_id bigint) returns bigint language sql as $$
    select p.net_quantity from core.positions p where (p.user_id, p.instrument_id) = (net.user_id, net.instrument_id) $$;

-- A dead order that turns out to live reserves again.
savepoint s;
select order_of(9001, 7001, 150) as id \gset
update core.order_requests set queued_at = now() - interval '1 hour';
select count(*) from fix.resend('ORDERS', 1, 1, 10);
select is(state(:id), 'expired 0/0', 'an order too old to be sent again expires');
select is(free(9001, 7001), 150::bigint, 'and frees its quantity');
select exit(9001, 7001, 75) as second \gset
select deliver('ORDERS', report(:id, '0'));
select is(state(:id), 'acknowledged 0/150', 'the exchange had it: it lives, with all it may trade');
select is(free(9001, 7001), 0::bigint, 'and nothing is free');
select is(state(:second), 'cancelled 0/0', 'the exit made meanwhile is pulled');
select ok(exists (select from core.alerts where kind = 'exit_above_position'), 'and a person is told');
rollback to s;
select order_of(9001, 7001, 150) as id \gset
select deliver('ORDERS', report(:id, '8'), report(:id, '0'));
select is(state(:id), 'acknowledged 0/150', 'rejected, then acknowledged: it lives');
rollback to s;
select order_of(9001, 7001, 150) as id \gset
select deliver('ORDERS', report(:id, 'I', '{"39": "8", "151": "0"}'));
select is(state(:id), 'unknown 0/150', 'unknown stays reserved');
select is(free(9001, 7001), 0::bigint, 'until somebody knows');
select deliver('ORDERS', report(:id, 'I', '{"39": "0", "151": "150"}'));
select is(state(:id), 'acknowledged 0/150', 'then it lives');
select deliver('ORDERS', fill(:id, 'T1', 4, 23000, 4) || '{"151": "0", "39": "1"}');
select is(state(:id), 'partially_filled 4/146', 'a part fill with nothing left told: the rest may still trade');
rollback to s;

-- Status answers carry what was executed.
select order_of(9001, 7001, 150) as id \gset
select deliver('ORDERS', report(:id, 'I', '{"39": "4", "14": "75", "151": "0"}'));
select is(state(:id), 'cancelled 75/0', 'cancelled after a part: the part counts');
select is(free(9001, 7001), 75::bigint, 'and is not free');
rollback to s;
select order_of(9001, 7001, 150) as id \gset
select deliver('ORDERS', report(:id, 'I', '{"39": "2", "14": "150", "151": "0"}'));
select is(state(:id), 'filled 150/0', 'an answer that says filled');
select is(net(9001, 7001), 150::bigint, 'moves no position');
rollback to s;

-- An exchange's order number says nothing without instrument, client, side and day.
select order_of(9001, 7001, 150) as id \gset
select deliver('ORDERS', report(:id, '0', '{"37": "1100000000001"}'));
select deliver('DROPCOPY', '{"11": "PRIM77", "37": "1100000000001", "150": "F", "39": "2", "32": "30",
    "31": "1300", "17": "T900", "1003": "T900", "54": "1", "1": "ZC9002", "48": "2885", "207": "NSE",
    "14": "30", "151": "0", "75": "20260115"}');
select is(net(9001, 7001), 150::bigint, 'a stranger''s trade under the same number is not ours');
select is(state(:id), 'acknowledged 0/150', 'nor our order''s');
select ok(exists (select from core.trades where trade_number = 'T900' and user_id = 9002
    and instrument_id = 7003 and position_id is null), 'it waits for the client it names');
select deliver('DROPCOPY', fill(:id, 'T901', 10, 23000, 10) || '{"1": "ZC9002"}');
select is(net(9001, 7001), 150::bigint, 'our number with another account is not ours either');
select deliver('ORDERS', fill(:id, 'T902', 10, 23000, 10) || '{"54": "1"}');
select is(state(:id), 'acknowledged 0/150', 'nor with another side');
select is((select count(*) from fix.parked), 1::bigint, 'on our own session that is for a person');
rollback to s;

-- A trade survives what is wrong around it.
select order_of(9001, 7001, 75) as id \gset
select deliver('DROPCOPY', fill(:id, 'T1', 75, 23000, 76));
select is(net(9001, 7001), 75::bigint, 'too much told as done: the trade counts');
select is(state(:id), 'filled 75/0', 'the order is full');
select ok(exists (select from core.alerts where kind = 'order_overfilled'), 'and a person is told');
rollback to s;
select order_of(9001, 7001, 75) as id \gset
select deliver('DROPCOPY', fill(:id, 'T1', 25, 23000, 25) || '{"60": "20260115-09:15:00.123456789Z", "75": "2026-01-15"}');
select deliver('DROPCOPY', fill(:id, 'T2', 25, 23000, 50) || '{"60": "yesterday", "75": "00000000"}');
select deliver('DROPCOPY', fill(:id, 'T3', 25, 23000, 75) - '60' - '75' - '54' || '{"14": "NaN"}');
select is(net(9001, 7001), 75::bigint, 'wrong times, dates and a missing side cost no trade');
select results_eq('select distinct trade_date, side from core.trades', $$values ('2026-01-15'::date, 'sell')$$,
    'the day is the desk''s, the side the order''s');
select is((select executed_at from core.trades where trade_number = 'T1'), '2026-01-15 09:15:00.123456+00'::timestamptz,
    'what can be read of a time is kept');
select is((select count(*) from fix.parked), 0::bigint, 'nothing is parked');
select deliver('DROPCOPY', fill(:id, 'T4', 12, 23000, 75) || '{"32": "12.5"}', fill(:id, 'T5', 1, 1, 75) || '{"31": "NaN"}',
    fill(:id, 'T6', 1, 1, 75) || '{"32": "-5"}');
select is((select count(*) from core.trades), 3::bigint, 'no trade is made of a fraction, of no price, of less than nothing');
select is((select count(*) from fix.parked), 3::bigint, 'those are for a person');
rollback to s;

-- What has no meaning here is parked with an alert, never swallowed.
select order_of(9001, 7001, 75) as id \gset
select deliver('DROPCOPY', fill(:id, 'T1', 75, 23000, 75), report(:id, 'H', '{"19": "T1", "1003": "T1"}'),
    '{"11": "M9", "150": "G", "19": "T7", "37": "X", "1": "ZC9002"}');
select deliver('ORDERS', report(:id, 'Z'), report(:id, 'A'));
select is((select count(*) from fix.parked), 2::bigint, 'a correction to nothing and an unknown type are parked');
select ok(exists (select from core.alerts where kind = 'message_parked' and subject = 'DROPCOPY'), 'with an alert');
rollback to s;

-- Nothing stops a session.
select order_of(9001, 7001, 75) as id \gset
select lives_ok(format($$select tap.deliver('DROPCOPY', tap.fill(%s, 'T1', 75, 23000, 75)
    || jsonb_build_object('37', (select string_agg(md5(n::text), '') from generate_series(1, 400) n)))$$, :id), 'a huge order number');
select lives_ok(format($$select tap.deliver('ORDERS', variadic array(select case n %% 2 when 0 then tap.report(%s, '0')
    else jsonb_build_object('35', '9', '11', 'x', '41', (select cl_ord_id from core.orders where order_id = %s), '39', '0') end
    from generate_series(1, 500) n))$$, :id, :id), 'five hundred turns of one order in one batch');
select lives_ok($$select tap.deliver('ORDERS', '{"11": {"a": 1}, "150": [1], "14": "1e400"}', '{}', '{"35": "8"}')$$,
    'fields that are no fields');
rollback to s;

-- A book that changes under queued orders blocks nobody else.
select exit(9001, 7001, 75) as gone \gset
select exit(9001, 7003, 5) as bad \gset
select exit(9002, 7001, 75) as good \gset
select deliver('ORDERS', report(:gone, 'C'));
update book.instruments set symbol = E'REL\x01' where instrument_id = 7003;
select results_eq($$select body like '%1=ZC9002%' from tap.dispatch() as (sequence bigint, msg_type text, body text)$$,
    'values (true)', 'only what can be sent is sent');
select results_eq(format($$select status::text from core.orders where order_id in (%s, %s, %s) order by order_id$$, :gone, :bad, :good),
    $$values ('expired'), ('expired'), ('sent')$$, 'the others end, with a reason');
select is((select count(*) from fix.outbound where msg_type = 'D'), 1::bigint, 'no number is spent on them');
select is((select next_outbound from fix.session_state where session_name = 'ORDERS'), 2::bigint, 'nor a gap left');
select is((select count(*) from core.alerts where kind = 'request_not_sent'), 2::bigint, 'and a person is told');
select throws_ok('select tap.exit(9001, 7003, 5)', 'IR303', null, 'such an instrument is refused from then on');
rollback to s;

-- Trades from elsewhere under a live exit.
select order_of(9001, 7001, 75) as first \gset
select order_of(9001, 7001, 75) as second \gset
insert into book.trades (trade_id, order_id, user_id, instrument_id, exchange, segment, trade_date,
    trade_number, product, side, quantity, price, executed_at)
values (1, 1, 9001, 7001, 'NSE', 'FO', '2026-01-15', 'P1', 'NRML', 'sell', 75, 23000, now());
select sync.fold();
select is(state(:first), 'sent 0/75', 'the older exit still fits');
select is(state(:second), 'cancel_pending 0/75', 'the newer is taken back');
insert into book.trades (trade_id, order_id, user_id, instrument_id, exchange, segment, trade_date,
    trade_number, product, side, quantity, price, executed_at)
values (2, 1, 9001, 7001, 'NSE', 'FO', '2026-01-15', 'P2', 'NRML', 'sell', 75, 23000, now());
select sync.fold();
select is(state(:first), 'cancel_pending 0/75', 'of a flat position nothing stays out');
select is((select count(*) from core.alerts where kind = 'exit_above_position'), 2::bigint, 'each with an alert');
rollback to s;

-- A cancel whose answer was lost.
select order_of(9001, 7001, 75) as id \gset
select deliver('ORDERS', fill(:id, 'T1', 25, 23000, 25));
select logic.request_cancel(c, :id) from core.calls c where c.user_id = 9001 and c.closed_at is null;
select count(*) from tap.dispatch() as (sequence bigint, msg_type text, body text);
select logic.request_cancel(c, :id) from core.calls c where c.user_id = 9001 and c.closed_at is null;
select is((select count(*) from queue.dispatch), 0::bigint, 'pressing twice is one cancel');
select fix.set_status('ORDERS', 1, 'logged_on');
select results_eq($$select msg_type from tap.dispatch() as (sequence bigint, msg_type text, body text)$$, $$values ('H')$$,
    'after a logon the order is asked for');
update core.order_requests set queued_at = now() - interval '11 seconds',
    sent_at = now() - interval '11 seconds' where kind = 'cancel';
select logic.request_cancel(c, :id) from core.calls c where c.user_id = 9001 and c.closed_at is null;
select results_eq($$select msg_type from tap.dispatch() as (sequence bigint, msg_type text, body text)$$, $$values ('F')$$,
    'and after a while it may be cancelled again');
select deliver('ORDERS', jsonb_build_object('35', '9', '39', '1', '11',
    (select max(cl_ord_id) from core.order_requests where order_id = :id and kind = 'cancel'),
    '41', (select cl_ord_id from core.orders where order_id = :id)));
select is(state(:id), 'partially_filled 25/50', 'a cancel reject leaves a part-filled order as it is');
rollback to s;

-- One name for two trades.
savepoint s;
select exit(9001, 7001, 150) as id \gset
select from dispatch() as (sequence bigint, msg_type text, body text);
select deliver('ORDERS', fill(:id, 'T91', 75, 23000, 75)), deliver('ORDERS', fill(:id, 'T91', 75, 23000, 75));
select is_empty($$select from core.alerts where kind = 'trade_mismatch'$$, 'a repeated fill is the same');
select deliver('ORDERS', fill(:id, 'T92', 75, 23001, 150) || '{"17": "T91"}');
select is((select count(*) from core.alerts where kind = 'trade_mismatch' and subject = 'T92'
    and details ->> 'exec_id' = 'T91'), 1::bigint, 'another trade under its ExecID is told');
select is(state(:id), 'filled 150/0', 'and stays reserved until somebody confirms it');
rollback to s;

-- Numbers that cannot be.
savepoint s;
select order_of(9001, 7001, 150) as id \gset
select deliver('ORDERS', report(:id, '0'), report(:id, 'D', '{"39": "0", "38": "-75"}'));
select is(state(:id), 'acknowledged 0/150', 'a quantity below nothing makes no order smaller');
select deliver('ORDERS', report(:id, 'D', '{"39": "0", "38": "150", "44": "-5"}'),
    report(:id, 'D', '{"39": "0", "38": "150", "44": "0"}'));
select ok((select limit_price > 22000 from core.orders where order_id = :id), 'nor a price, no limit');
select deliver('DROPCOPY', fill(:id, 'T1', 75, 23100, 75) || '{"32": "99999999999"}',
    fill(:id, 'T2', 75, 23100, 75) || '{"31": "99999999999"}');
select is(net(9001, 7001), 150::bigint, 'a trade of more than there can be moves nothing');
select is((select count(*) from core.trades t join core.orders o on o.position_id = t.position_id
    where o.order_id = :id), 0::bigint, 'is no trade');
select is((select count(*) from fix.parked), 2::bigint, 'and is for a person');
rollback to s;

-- Drills and isolation levels.
update core.site set mode = 'drill';
select throws_ok('select tap.exit(9002, 7001, 75)', 'IR203', null, 'a drill reaches no real session');
insert into fix.sessions (name, kind, exchange, port, sender_comp_id, target_comp_id, simulated)
values ('DRILL', 'order', 'NSE', 9881, 'IRRAD', 'SIMEX', true);
select exit(9002, 7001, 75) as id \gset
select is((select session_name from core.orders where order_id = :id), 'DRILL', 'only a simulated one');
update core.site set mode = 'active';
select exit(9001, 7002, 35) as id \gset
select is((select session_name from core.orders where order_id = :id), 'ORDERS', 'and the other way round');
select * from finish();
rollback;

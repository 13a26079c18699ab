-- What does not agree with the exchange, and what people decide about it: unknown orders, purges,
-- fills that nobody confirms, trades of nobody known, parked messages.
begin;
set local search_path = tap;
\ir ../fixtures/people.psql
\ir ../fixtures/book.psql
\ir ../fixtures/exchange.psql
select no_plan();
select sync.fold_before_decision();
select set_config('search_path', 'tap, public', true);
create function tap.sent(user_id bigint, instrument_id bigint, units bigint) returns bigint language plpgsql as $$
declare
    v_order_id bigint := tap.exit(user_id, instrument_id, units);
begin
    perform from tap.dispatch() as (sequence bigint, msg_type text, body text);
    return v_order_id;
end
$$;
create function tap.state(id bigint) returns text language sql security definer as $$
    select format('%s %s/%s', o.status, o.cumulative_quantity, o.leaves_quantity) from core.orders o where order_id = id $$;
create function tap.free(user_id bigint, instrument_id bigint) returns bigint language sql as $$
    select available from logic.position_reservations(array[tap.position_of(user_id, instrument_id)]) $$;
create function tap.net(user_id bigint, instrument_id bigint) returns bigint language sql as $$
    select p.net_quantity from core.positions p where (p.user_id, p.instrument_id) = (net.user_id, net.instrument_id) $$;
create function tap.open_alerts() returns text language sql as $$
    select coalesce(string_agg(kind || ' ' || subject, ', ' order by kind, subject), '') from core.alerts where resolved_at is null $$;
-- What `username` asks for or decides, as the front would call it.
create function tap.as_person(username text, call text) returns jsonb language plpgsql as $$
declare
    v_answer jsonb;
begin
    perform tap.become(username);
    execute 'select ' || call into v_answer;
    perform tap.become_nobody();
    return v_answer;
end
$$;
create function tap.refusal(username text, call text) returns text language plpgsql as $$
declare
    v_raised jsonb;
begin
    perform tap.become(username);
    v_raised := tap.raised('select ' || call);
    perform tap.become_nobody();
    return coalesce(v_raised ->> 'code', 'none');
end
$$;
savepoint s;

-- Orders that nobody knows of.
select sent(9001, 7001, 150) as id \gset
select deliver('ORDERS', report(:id, 'I', '{"39": "8", "151": "0"}'));
select is(open_alerts(), 'orders_unknown ORDERS', 'an unknown order is told');
select results_eq('select order_id from ops.unknown_orders', format('values (%s::bigint)', :id), 'and listed');
select is(refusal('arun', format('api.settle_order(%s, ''cancelled'', ''r'')', :id)), '42501', 'agents do not settle');
select is(refusal('sunil', format('api.settle_order(%s, ''lost'', ''r'')', :id)), 'IR101', 'an outcome is one of five');
select is(refusal('sunil', format('api.settle_order(%s, ''cancelled'', '' '')', :id)), 'IR101', 'with a reason');
select is(refusal('sunil', 'api.settle_order(1, ''cancelled'', ''r'')'), 'IR104', 'of an order');
select as_person('sunil', format('api.settle_order(%s, ''not_at_exchange'', ''exchange says so by phone'')', :id)) as asked \gset
select is(refusal('sita', format('api.settle_order(%s, ''filled'', ''r'')', :id)), 'IR206', 'one question at a time');
select is((:'asked'::jsonb #>> '{payload,quantity_freed}'), '150', 'the second person sees what it frees');
select is(refusal('sunil', format('api.approve(%s)', :'asked'::jsonb ->> 'approval_id')), 'IR404', 'nobody alone');
savepoint asked;
select as_person('sita', format('api.approve(%s)', :'asked'::jsonb ->> 'approval_id')) as done \gset
select is(:'done'::jsonb ->> 'status', 'cancelled', 'two people settle it');
select is(state(:id), 'cancelled 0/0', 'it is over');
select is(free(9001, 7001), 150::bigint, 'its quantity is free');
select is(open_alerts(), '', 'nothing is left to tell');
select is(refusal('sunil', format('api.settle_order(%s, ''cancelled'', ''r'')', :id)), 'IR202', 'once');
select deliver('ORDERS', report(:id, '0'));
select is(state(:id), 'acknowledged 0/150', 'what the exchange acknowledges lives, whatever people said');
select deliver('ORDERS', fill(:id, 'T1', 75, 23100, 75));
select is(state(:id), 'partially_filled 75/75', 'what was executed counts');
rollback to asked;
select deliver('ORDERS', report(:id, 'I', '{"39": "1", "14": "75", "151": "75"}'));
select is((as_person('sita', format('api.approve(%s)', :'asked'::jsonb ->> 'approval_id')) #>> '{problem,code}'), 'IR204',
    'when the exchange has spoken meanwhile, nothing is done');
select is(state(:id), 'partially_filled 75/75', 'its word counts');
rollback to s;
select sent(9001, 7001, 150) as id \gset
select deliver('ORDERS', report(:id, 'I', '{"39": "8"}'));
select as_person('sunil', format('api.settle_order(%s, ''filled'', ''r'')', :id)) as asked \gset
select as_person('sita', format('api.approve(%s)', :'asked'::jsonb ->> 'approval_id')) as done \gset
select is(state(:id), 'filled 150/0', 'settled as executed');
select is(free(9001, 7001), 0::bigint, 'it stays reserved until the trades come');
rollback to s;

-- An exchange lost its book.
select sent(9001, 7001, 75) as one \gset
select sent(9001, 7001, 75) as two \gset
select sent(9001, 7002, 35) as three \gset
select exit(9002, 7001, 75) as queued \gset
select deliver('ORDERS', fill(:one, '1001', 75, 23100, 75), report(:two, '0'), fill(:three, '999', 10, 400, 10));
select deliver('DROPCOPY', fill(:one, '1001', 75, 23100, 75));
select fix.set_status('ORDERS', 1, 'logged_on');
select count(*) from tap.dispatch() as (sequence bigint, msg_type text, body text);
select is(refusal('arun', 'api.purge_session(''ORDERS'', ''r'')'), '42501', 'agents do not purge');
select is(refusal('sunil', 'api.purge_session(''DROPCOPY'', ''r'')'), 'IR104', 'a drop copy has no orders');
select deliver('ORDERS', report(:queued, '0'));
select is(refusal('sunil', 'api.purge_session(''ORDERS'', ''r'', ''abc'')'), 'IR101', 'a last trade number is a number');
select as_person('sunil', 'api.purge_session(''ORDERS'', ''switched to the other site'', ''1000'')') as purged \gset
select results_eq(format($$select (x ->> 'order_id')::bigint from jsonb_array_elements(%L::jsonb -> 'orders') x$$, :'purged'),
    format('values (%s::bigint), (%s), (%s)', :two, :three, :queued), 'every live order is unknown');
select results_eq(format($$select x ->> 'trade_number' from jsonb_array_elements(%L::jsonb -> 'trades_in_doubt') x$$, :'purged'),
    $$values ('1001')$$, 'trades beyond the last number are in doubt');
select is(state(:three), 'unknown 10/25', 'what was executed stands');
select is(free(9001, 7001), 0::bigint, 'and all stays reserved');
select results_eq($$select msg_type from tap.dispatch() as (sequence bigint, msg_type text, body text)$$,
    $$values ('H'), ('H'), ('H')$$, 'each is asked for again');
select is((select count(*) from audit.log where action = 'purge_session'), 1::bigint, 'who purged is kept');
select deliver('ORDERS', report(:two, 'I', '{"39": "0", "151": "75"}'), report(:three, 'I', '{"39": "8"}'),
    report(:queued, 'I', '{"39": "4", "151": "0"}'));
select results_eq($$select orders, still_unknown from ops.purges$$, 'values (3, 1::bigint)', 'the answers settle them');
select is(state(:two), 'acknowledged 0/75', 'one lives');
rollback to s;

-- Mass status.
select sent(9001, 7001, 75) as one \gset
select sent(9001, 7001, 75) as two \gset
update fix.sessions set mass_status = true where name = 'ORDERS';
select fix.set_status('ORDERS', 1, 'logged_on');
select sent(9002, 7001, 75) as late \gset
select cl_ord_id as asked from core.order_requests where kind = 'mass_status' \gset
select deliver('ORDERS', report(:one, 'I', jsonb_build_object('39', '0', '584', :'asked', '911', '2')));
select is(state(:two), 'sent 0/75', 'while answers come nothing is concluded');
select deliver('ORDERS', report(:one, 'I', jsonb_build_object('39', '0', '584', :'asked', '911', '2')));
select is(state(:two), 'sent 0/75', 'a repeat is no answer more');
select deliver('ORDERS', jsonb_build_object('11', 'OTHER', '37', 'X9', '150', 'I', '39', '0', '584', :'asked', '911', '2'));
select is(state(:two), 'unknown 0/75', 'what was not named when all have answered is unknown');
select is(state(:one), 'acknowledged 0/75', 'what was named is known');
select is(state(:late), 'sent 0/75', 'what was sent after the question is not asked about');
select is((select state from core.order_requests where kind = 'mass_status'), 'answered', 'the question is over');
select is((select count(*) from fix.mass_status_answers), 0::bigint, 'and its notes are gone');
select is((select count(*) from fix.parked), 0::bigint, 'others'' orders in an answer are no riddle');
select fix.set_status('ORDERS', 1, 'logged_on');
select count(*) from tap.dispatch() as (sequence bigint, msg_type text, body text);
select cl_ord_id as asked from core.order_requests where kind = 'mass_status' and state = 'sent' \gset
select deliver('ORDERS', jsonb_build_object('11', 'NONE', '150', 'I', '39', '8', '584', :'asked'));
select results_eq('select distinct status::text from core.orders', $$values ('unknown')$$, 'none: all are unknown');
rollback to s;
select sent(9001, 7001, 75) as one \gset
insert into core.order_requests (kind, cl_ord_id, session_name) values ('mass_cancel', 'KILL1', 'ORDERS');
update core.order_requests set state = 'sent', incarnation = 1, sequence = 77, sent_at = now() where cl_ord_id = 'KILL1';
select deliver('ORDERS', '{"35": "r", "11": "KILL1", "530": "7", "531": "7", "533": "1"}',
    report(:one, '4', '{"151": "0"}'));
select is((select state from core.order_requests where cl_ord_id = 'KILL1'), 'answered', 'a mass cancel is answered');
select is(state(:one), 'cancelled 0/0', 'its orders tell for themselves');
select is((select count(*) from fix.parked), 0::bigint, 'nothing is parked');
rollback to s;

-- Fills that nobody confirms.
select sent(9001, 7001, 150) as id \gset
select deliver('ORDERS', fill(:id, 'T1', 75, 23100, 75));
select results_eq('select alerted, next_due_at is not null from queue.check_fills()', 'values (0, true)', 'a new fill may wait');
update core.temp_trades set received_at = now() - interval '11 seconds';
select results_eq('select alerted, next_due_at from queue.check_fills()', 'values (1, null::timestamptz)', 'then it is told');
select is(open_alerts(), 'fills_unconfirmed ORDERS', 'with one alert a session');
select queue.check_fills();
select is((select occurrences from core.alerts where kind = 'fills_unconfirmed'), 1::bigint, 'not again and again');
select is(jsonb_array_length(as_person('anna', 'api.get_reconciliation()') -> 'unconfirmed'), 1, 'an auditor sees it');
select temp_trade_id as fill_id from core.temp_trades \gset
select as_person('sunil', format('api.promote_fill(%s, ''contract note'')', :fill_id)) as asked \gset
savepoint asked;
select as_person('sita', format('api.approve(%s)', :'asked'::jsonb ->> 'approval_id')) as done \gset
select is(:'done'::jsonb ->> 'net_quantity', '75', 'two people let it count');
select is(net(9001, 7001), 75::bigint, 'the position moves');
select is(state(:id) || (select ' ' || confirmed_quantity from core.orders), 'partially_filled 75/75 75', 'it is confirmed');
select queue.check_fills();
select is(open_alerts(), '', 'nothing is left to tell');
select deliver('DROPCOPY', fill(:id, 'T1', 75, 23100, 75));
select is(net(9001, 7001), 75::bigint, 'a later drop copy only stamps it');
select ok((select manual_at is not null and drop_copy_at is not null from core.trades), 'the trade knows both');
select is_empty('select * from ops.position_breaks', 'figures agree');
rollback to asked;
select deliver('DROPCOPY', fill(:id, 'T1', 75, 23100, 75));
select is((as_person('sita', format('api.approve(%s)', :'asked'::jsonb ->> 'approval_id')) #>> '{problem,code}'), 'IR204',
    'confirmed meanwhile: the approval is spent');
select is(net(9001, 7001), 75::bigint, 'once');
select is(refusal('sunil', format('api.promote_fill(%s, ''r'')', :fill_id)), 'IR202', 'a confirmed fill needs nobody');
rollback to s;

-- Trades of nobody known.
select deliver('DROPCOPY', '{"11": "M2", "37": "EX2", "150": "F", "39": "2", "32": "25", "31": "23000",
    "17": "T51", "54": "2", "1": "ZC9002", "48": "35001", "207": "NSE", "14": "25", "151": "0"}');
select trade_id as stray from ops.unassigned_trades \gset
select is(refusal('sunil', format('api.assign_trade(%s, ''BO'', ''r'', 9002)', :stray)), 'IR101', 'a product is one of three');
select is(refusal('sunil', format('api.assign_trade(%s, ''NRML'', ''r'')', :stray)), 'IR101', 'somebody must be named');
select is(refusal('sunil', format('api.assign_trade(%s, ''NRML'', ''r'', 77)', :stray)), 'IR104', 'who exists');
select is(refusal('sunil', format('api.assign_trade(%s, ''NRML'', ''r'', 9001)', :stray)), 'IR101', 'not the client of another account');
select is(refusal('sunil', format('api.assign_trade(%s, ''CNC'', ''r'', 9002)', :stray)), 'IR101', 'no future is delivered');
select is(refusal('sunil', format('api.assign_trade(%s, ''NRML'', ''r'', 9002, instrument_id => 7002)', :stray)), 'IR202',
    'not in another instrument than the exchange said');
select as_person('sunil', format('api.assign_trade(%s, ''NRML'', ''dealer says so'', broker_id => ''ZC9002'')', :stray)) as asked \gset
select as_person('sita', format('api.approve(%s)', :'asked'::jsonb ->> 'approval_id')) as done \gset
select is(net(9002, 7001), 50::bigint, 'two people assign it: the position moves');
select is(open_alerts(), '', 'its alert is done with');
select is_empty('select * from ops.unassigned_trades', 'nothing waits');
select deliver('DROPCOPY', '{"11": "M2", "37": "EX2", "150": "F", "39": "2", "32": "25", "31": "23000",
    "17": "T51", "54": "2", "1": "ZC9002", "48": "35001", "207": "NSE", "14": "25", "151": "0"}');
select is(net(9002, 7001), 50::bigint, 'once');
select is(refusal('sunil', format('api.assign_trade(%s, ''NRML'', ''r'', 9002)', :stray)), 'IR202', 'and never again');
rollback to s;

-- Two tellings of one trade; parked messages.
select sent(9001, 7001, 150) as id \gset
select deliver('ORDERS', fill(:id, 'T1', 75, 23100, 75));
select deliver('DROPCOPY', fill(:id, 'T1', 70, 23100, 70));
select is(open_alerts(), 'trade_mismatch T1', 'the drop copy tells it differently');
select deliver('DROPCOPY', fill(:id, 'T2', 5, 23100, 75));
select deliver('ORDERS', fill(:id, 'T2', 5, 23000, 75), '{"11": "nobody", "150": "0"}', '{"11": "nobody", "150": "4"}');
select is(open_alerts(), 'message_parked ORDERS, trade_mismatch T1, trade_mismatch T2', 'or before our session does');
select is(jsonb_array_length(as_person('sunil', 'api.get_reconciliation()') -> 'mismatches'), 2, 'both are listed');
select min(parked_id) as first, max(parked_id) as last from fix.parked \gset
select is(refusal('sunil', format('api.resolve_parked(%s, '' '')', :first)), 'IR101', 'what was done is said');
select is(as_person('sunil', format('api.resolve_parked(%s, ''test order of the exchange'')', :first)) ->> 'resolved_by', 'sunil', 'a person settles one');
select is(refusal('sunil', format('api.resolve_parked(%s, ''x'')', :first)), 'IR202', 'once');
select alike(open_alerts(), 'message_parked%', 'another is open');
select as_person('sunil', format('api.resolve_parked(%s, ''the same'')', :last)) is not null as done \gset
select is(open_alerts(), 'trade_mismatch T1, trade_mismatch T2', 'then none');
rollback to s;

-- Orders that the primary had placed.
insert into book.orders (order_id, user_id, instrument_id, trade_date, product, side, order_type, quantity,
    filled_quantity, limit_price, status, exchange_order_id, placed_at, updated_at)
values (1, 9002, 7001, '2026-01-15', 'NRML', 'sell', 'LIMIT', 75, 0, 23000, 'open', 'EX1', now(), now());
insert into core.order_requests (book_order_id, kind, cl_ord_id, session_name) values (1, 'cancel', 'IRC1', 'ORDERS');
update core.order_requests set state = 'sent', incarnation = 1, sequence = 55, sent_at = now();
insert into core.primary_orders (book_order_id, user_id, status) values (1, 9002, 'cancel_pending');
select deliver('ORDERS', '{"35": "9", "11": "IRC1", "37": "EX1", "39": "0", "434": "1", "58": "too late"}');
select results_eq('select status, is_live, reason from core.primary_orders', $$values ('open', true, 'too late')$$, 'a refused cancel leaves it');
select is((select state from core.order_requests), 'answered', 'and is answered');
select deliver('DROPCOPY', '{"11": "M1", "37": "EX1", "150": "4", "39": "4", "14": "25", "151": "0", "54": "2", "1": "ZC9002",
    "48": "35001", "207": "NSE"}');
select results_eq('select status, is_live, cumulative_quantity from core.primary_orders', $$values ('cancelled', false, 25::bigint)$$,
    'the drop copy tells its end');
select is((select count(*) from fix.parked), 0::bigint, 'nothing is parked');

create function tap.reserved_now() returns bigint language sql as $$
    select r.reserved from core.positions p, logic.position_reservations(array[p.position_id]) r
    where (p.user_id, p.instrument_id) = (9002, 7001) $$;
-- One that the exchange does not know when we cancel it, one whose number nobody knows.
insert into book.orders (order_id, user_id, instrument_id, trade_date, product, side, order_type, quantity,
    filled_quantity, limit_price, status, exchange_order_id, placed_at, updated_at)
values (2, 9002, 7001, '2026-01-15', 'NRML', 'sell', 'LIMIT', 75, 0, 23000, 'open', 'EX2', now(), now()),
    (3, 9002, 7001, '2026-01-15', 'NRML', 'sell', 'LIMIT', 75, 25, 23000, 'open', null, now(), now());
select reserved_now() as before \gset
select is(refusal('sunil', 'api.settle_order(2, ''cancelled'', ''r'')'), 'IR202', 'what can be asked for is not settled by people');
insert into core.order_requests (book_order_id, kind, cl_ord_id, session_name) values (2, 'cancel', 'IRC2', 'ORDERS');
update core.order_requests set state = 'sent', incarnation = 1, sequence = 56, sent_at = now() where cl_ord_id = 'IRC2';
insert into core.primary_orders (book_order_id, user_id, status) values (2, 9002, 'cancel_pending');
select deliver('ORDERS', '{"35": "9", "11": "IRC2", "37": "NONE", "39": "8", "434": "1", "102": "1", "58": "unknown order"}');
select is((select status || ' ' || is_live from core.primary_orders where book_order_id = 2), 'unknown true', 'nobody knows of it');
select is(open_alerts(), 'primary_order_unknown 2', 'which is told');
select set_eq($$select order_id, source, reason from ops.unknown_orders$$, $$values (2::bigint, 'primary', 'unknown order'),
    (3, 'primary', 'the primary has not told the exchange''s number of it')$$, 'and listed, with what cannot be asked about');
select as_person('sunil', 'api.settle_order(2, ''not_at_exchange'', ''by phone'', ''primary'')') as asked \gset
select is(:'asked'::jsonb #>> '{payload,quantity_freed}', '75', 'the second person sees what it frees');
savepoint asked;
select as_person('sita', format('api.approve(%s)', :'asked'::jsonb ->> 'approval_id')) as done \gset
select is(:'done'::jsonb ->> 'status', 'cancelled', 'two people settle it');
select is(reserved_now(), :before::bigint - 75, 'its quantity is free');
select is(open_alerts(), '', 'nothing is left to tell');
select is(refusal('sunil', 'api.settle_order(2, ''filled'', ''r'')'), 'IR202', 'once');
select deliver('DROPCOPY', '{"11": "M2", "37": "EX2", "150": "0", "39": "0", "14": "0", "151": "75", "54": "2", "1": "ZC9002",
    "48": "35001", "207": "NSE"}');
select is((select status || ' ' || is_live from core.primary_orders where book_order_id = 2), 'open true',
    'what the exchange acknowledges lives, whatever people said');
select is(reserved_now(), :before::bigint, 'and is reserved again');
rollback to asked;
select deliver('DROPCOPY', '{"11": "M2", "37": "EX2", "150": "4", "39": "4", "14": "0", "151": "0", "54": "2", "1": "ZC9002",
    "48": "35001", "207": "NSE"}');
select is(open_alerts(), '', 'the exchange tells its end after all');
select is((as_person('sita', format('api.approve(%s)', :'asked'::jsonb ->> 'approval_id')) #>> '{problem,code}'), 'IR204',
    'and nothing is done by people');
rollback to asked;
select as_person('sunil', 'api.settle_order(3, ''filled'', ''by phone'')') as asked_3 \gset
select as_person('sita', format('api.approve(%s)', :'asked_3'::jsonb ->> 'approval_id')) as done \gset
select is(:'done'::jsonb ->> 'status' || ' ' || (:'done'::jsonb ->> 'filled_quantity'), 'filled 75', 'settled as executed');
select is(reserved_now(), :before::bigint, 'it stays reserved until the trades come');
select * from finish();
rollback;

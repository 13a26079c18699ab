-- Sessions that a conformance suite drives: their orders go out once and touch nobody.
begin;
set local search_path = tap;
\ir ../fixtures/people.psql
\ir ../fixtures/book.psql
\ir ../fixtures/exchange.psql
select plan(31);
grant usage on schema tap to irra_gateway;
set local role irra_gateway;
select lives_ok($$select fix.conformance_session('suite', '127.0.0.1', 9999, 'ME', 'YOU', 30, false)$$,
    'a gateway may make such a session');
select lives_ok($$select fix.conformance_session('suite', '127.0.0.1', 9998, 'ME2', 'YOU', 10, true)$$,
    'and change it');
select throws_ok($$select fix.conformance_session('ORDERS', '127.0.0.1', 9999, 'ME', 'YOU', 30, false)$$,
    'IR101', null, 'but not one that serves an exchange');
select throws_ok($$select fix.conformance_session('a b', '127.0.0.1', 9999, 'ME', 'YOU', 30, false)$$,
    '23514', null, 'nor one with an impossible name');
select results_eq($$select epoch, next_outbound, next_inbound from fix.conformance_acquire('suite', 'one', 60)$$,
    'values (1::bigint, 1::bigint, 1::bigint)', 'a new name starts with both numbers at 1');
select results_eq($$select epoch from fix.conformance_acquire('suite', 'two', 60)$$, 'values (2::bigint)',
    'who holds the lock need not wait for a lease');
select is_empty($$select * from fix.conformance_acquire('DROPCOPY', 'two', 60)$$, 'the lease of a real session is left alone');
select ok(fix.conformance_order('suite', 'A1'), 'an order is taken');
select ok(not fix.conformance_order('suite', 'A1'), 'once');
select throws_ok($$select fix.conformance_order('suite', 'A 1')$$, 'IR101', null, 'a ClOrdID has no blanks');
select throws_ok($$select fix.conformance_order('suite', '')$$, 'IR101', null, 'and is not empty');
select throws_ok($$select fix.conformance_order('ORDERS', 'A1')$$, 'IR104', null, 'and goes out by no real session');
reset role;
set local search_path = tap;
select is((select count(*) from fix.sessions_to_run() where name = 'suite'), 0::bigint, 'no gateway runs it');
select throws_ok($$select fix.dispatch('suite', 1)$$, 'IR501', null, 'who was replaced sends nothing');
create temp table sent on commit drop as select * from fix.dispatch('suite', 2);
select results_eq('select sequence, msg_type from sent', $$values (1::bigint, 'D')$$, 'the order goes out');
select ok((select body ~ '^11=A1\x01.*55=[^\x01]+\x01.*54=[12]\x01.*38=\d+\x01.*40=2\x01.*44=\d+\x01.*60=\d{8}-\d\d:\d\d:\d\d\.\d{3}\x01$' from sent),
    'with what a new order needs');
select ok(not fix.conformance_order('suite', 'A1'), 'the same ClOrdID is not taken after it was sent');
select is_empty($$select * from fix.dispatch('suite', 2)$$, 'nor sent');
select results_eq($$select sequence, gap_fill from fix.resend('suite', 2, 1, 1)$$, 'values (1::bigint, false)', 'it is sent again when asked for');
select lives_ok($$select fix.receive('suite', 2, jsonb_build_array(message('suite', '8', '{"11": "A1", "150": "0", "39": "0"}')))$$,
    'its report is taken');
select results_eq($$select state::text, answer from core.order_requests where session_name = 'suite'$$, $$values ('answered', '0')$$, 'and answers it');
select lives_ok($$select fix.receive('suite', 2, jsonb_build_array(message('suite', '8', '{"11": "NOBODY", "150": "F", "39": "2", "32": "75", "31": "5", "17": "1", "1": "ZC9001", "54": "2"}')))$$,
    'so is one about nothing');
select is_empty('select from fix.parked', 'nothing is parked');
select is_empty('select from core.trades union all select from core.temp_trades', 'and nothing was traded');
update core.order_requests set queued_at = now() - interval '31 seconds' where session_name = 'suite';
select results_eq($$select sequence, gap_fill from fix.resend('suite', 2, 1, 1)$$, 'values (1::bigint, true)', 'what is too old is a gap fill');
select ok(fix.conformance_order('suite', 'A2'), 'another order');
update core.order_requests set queued_at = now() - interval '31 seconds' where session_name = 'suite';
select fix.set_status('suite', 2, 'logged_on');
select is_empty($$select * from fix.dispatch('suite', 2)$$, 'waited too long');
select is((select state from core.order_requests where cl_ord_id = 'suite/A2'), 'withdrawn', 'and is not sent');
select fix.conformance_session('other', '127.0.0.1', 9998, 'ME2', 'YOU', 10, true);
select ok(fix.conformance_order('other', 'A1'), 'another session has ClOrdIDs of its own');

select fix.advance('suite', 2, 7, jsonb_build_array(message('suite', '0', '{}'), message('suite', '0', '{}')));
select results_eq($$select s.next_inbound, count(*) from fix.session_state s
        join fix.inbound i on i.session_name = s.session_name and i.msg_type = '0'
        where s.session_name = 'suite' group by 1$$, 'values (7::bigint, 2::bigint)',
    'session messages are kept as they came, one number twice, too');
select throws_ok($$select fix.advance('suite', 1, 9)$$, 'IR501', null, 'but not from who was replaced');
select * from finish();

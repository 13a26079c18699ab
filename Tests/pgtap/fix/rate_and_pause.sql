-- A rate limit delays and never drops; a pause holds new orders, a kill switch takes live ones back.
begin;
set local search_path = tap;
\ir ../fixtures/people.psql
\ir ../fixtures/book.psql
\ir ../fixtures/exchange.psql
select plan(53);
select sync.fold_before_decision();

-- Rate limit --------------------------------------------------------------------------------------
update fix.sessions set messages_per_second = 2 where name = 'ORDERS';
select exit(9001, 7001, 75), exit(9001, 7002, 35), exit(9001, 7003, 1), exit(9001, 7003, 2), exit(9001, 7003, 3);
-- What follows at once is one statement: a machine that stands still between two would save up.
select is(array[(select count(*) from dispatch() as (n bigint, t text, b text)), (select count(*) from dispatch() as (n bigint, t text, b text))],
    '{2,0}'::bigint[], 'a burst of one second passes, and no more');
create function pg_temp.after_rest(rest interval, question text) returns text language plpgsql as $$
declare
    v_answer text;
begin
    update fix.session_state set rate_at = clock_timestamp() - rest, rate_allowance = 0 where session_name = 'ORDERS';
    execute question into v_answer;
    return v_answer;
end
$$;
select is(pg_temp.after_rest('0', 'select concat_ws('' '', may_sleep, wake_after_ms between 1 and 500) from fix.sleep_before_dispatch(''ORDERS'')'),
    't t', 'the worker is told when the next may go');
select is((select asleep from queue.channels where channel = 'dispatch:ORDERS'), null::boolean,
    'and needs no notification for it');
select is(pg_temp.after_rest('501 milliseconds', 'select count(*) from dispatch() as (n bigint, t text, b text)'), '1', 'half a second, one more');
update fix.session_state set rate_at = rate_at - interval '1 hour' where session_name = 'ORDERS';
select is((fix.sending_limits('ORDERS', clock_timestamp())).allowance, 2::numeric, 'rest saves up one second''s worth and no more');
update fix.session_state set open_since = now() where session_name = 'ORDERS';
update core.order_requests set queued_at = now() - interval '10 seconds' where state = 'queued';
select is((select count(*) from dispatch() as (n bigint, t text, b text)), 2::bigint, 'what waited for the limit is sent');
select is((select count(*) from core.orders where status = 'sent'), 5::bigint, 'all of it');
select results_eq('select may_sleep, wake_after_ms from fix.sleep_before_dispatch(''ORDERS'')',
    'values (true, null::bigint)', 'an empty queue lets the worker sleep until it is notified');
select ok((select asleep from queue.channels where channel = 'dispatch:ORDERS'), 'as its channel says');
update fix.sessions set messages_per_second = null where name = 'ORDERS';


-- What takes back goes before what adds -----------------------------------------------------------
savepoint urgent;
update fix.sessions set messages_per_second = 1 where name = 'ORDERS';
update fix.session_state set rate_at = null, rate_allowance = null where session_name = 'ORDERS';
select min(order_id) as resting from core.orders where status = 'sent' \gset
select exit(9001, 7003, 1), exit(9001, 7003, 1) as waiting;
select count(*) from logic.cancel_orders(array[:resting::bigint], 'test');
select results_eq($$select t from dispatch() as (n bigint, t text, b text)$$, $$values ('F')$$,
    'a cancel does not wait behind new orders for the rate limit');
update fix.session_state set rate_at = rate_at - interval '1 second' where session_name = 'ORDERS';
select results_eq($$select t from dispatch() as (n bigint, t text, b text)$$, $$values ('D')$$, 'they follow');
-- The cancel of an order that a dispatcher held when it came, and gave back.
update fix.session_state set rate_at = rate_at - interval '1 second' where session_name = 'ORDERS';
select order_id as waiting from core.orders where status = 'queued' \gset
create temp table held on commit drop as select * from queue.dispatch;
delete from queue.dispatch;
select count(*) from logic.cancel_orders(array[:waiting::bigint], 'test');
insert into queue.dispatch select * from held;
select is((select count(*) from queue.dispatch), 2::bigint, 'an order and its cancel wait');
select results_eq($$select t from dispatch() as (n bigint, t text, b text)$$, $$values ('D')$$, 'the order goes first');
update fix.session_state set rate_at = rate_at - interval '1 second' where session_name = 'ORDERS';
select results_eq($$select t from dispatch() as (n bigint, t text, b text)$$, $$values ('F')$$, 'then its cancel');
rollback to urgent;
-- The same in a pause: a cancel that left first would find no order, and the order would live after it.
select exit(9001, 7003, 1) as waiting \gset
create temp table held on commit drop as select * from queue.dispatch;
delete from queue.dispatch;
select count(*) from logic.cancel_orders(array[:waiting::bigint], 'test');
insert into queue.dispatch select * from held;
insert into core.controls (scope, subject, kind, reason, set_by)
select 'session', 'ORDERS', 'pause', 'r', person_id from auth.ops_team where username = 'sita';
select is_empty($$select t from dispatch() as (n bigint, t text, b text)$$, 'in a pause a cancel waits with its own order');
select results_eq('select may_sleep, wake_after_ms from fix.sleep_before_dispatch(''ORDERS'')',
    'values (true, null::bigint)', 'and the worker sleeps');
update core.controls set lifted_at = now(), lifted_by = set_by;
select results_eq($$select t from dispatch() as (n bigint, t text, b text)$$, $$values ('D'), ('F')$$, 'both leave in their order');
rollback to urgent;
update fix.session_state set status = 'logged_on' where session_name = 'ORDERS';
select logic.ask_order_status(array(select order_id from core.orders where status = 'sent'));
select exit(9001, 7003, 1);
update fix.sessions set messages_per_second = 1 where name = 'ORDERS';
update fix.session_state set rate_at = null, rate_allowance = null where session_name = 'ORDERS';
select results_eq($$select t from dispatch() as (n bigint, t text, b text)$$, $$values ('D')$$,
    'an exit does not wait behind the questions that a log-on asks');
update fix.session_state set rate_at = rate_at - interval '1 second' where session_name = 'ORDERS';
select results_eq($$select t from dispatch() as (n bigint, t text, b text)$$, $$values ('H')$$, 'they follow');
rollback to urgent;

-- Old means old when the line opened ----------------------------------------------------------------
select exit(9001, 7003, 1);
update core.order_requests set queued_at = now() - interval '31 seconds' where state = 'queued';
update fix.session_state set open_since = now() - interval '5 seconds' where session_name = 'ORDERS';
select is((select count(*) from dispatch() as (n bigint, t text, b text)), 1::bigint,
    'an order that waits on an open line is late, not lost');
select exit(9001, 7003, 1);
update core.order_requests set queued_at = now() - interval '36 seconds' where state = 'queued';
select is((select count(*) from dispatch() as (n bigint, t text, b text)), 0::bigint,
    'one that was too old when the line opened is not sent');

-- Pause of a session --------------------------------------------------------------------------------
select exit(9001, 7003, 1);
select become('sunil');
select api.set_control('session', 'pause', 'exchange asked', 'ORDERS') as answer \gset
select is(:'answer'::jsonb ->> 'kind', 'pause', 'a supervisor pauses a session');
select :'answer'::jsonb ->> 'control_id' as control_id \gset
reset role;
select is((select count(*) from dispatch() as (n bigint, t text, b text)), 0::bigint, 'nothing new leaves');
select results_eq('select may_sleep, wake_after_ms from fix.sleep_before_dispatch(''ORDERS'')',
    'values (true, null::bigint)', 'the worker may sleep meanwhile');
select ok(exists (select from core.alerts where kind = 'control_in_force' and resolved_at is null), 'an alert says so');
select throws_ok($$select tap.exit(9001, 7003, 1)$$, 'IR207', null, 'no new order is made');
select logic.cancel_orders(array(select order_id from core.orders where status = 'sent' order by order_id limit 1), 'test');
select results_eq($$select t from dispatch() as (n bigint, t text, b text)$$, $$values ('F')$$, 'a cancel leaves all the same');
select become('sunil');
select lives_ok(format('select api.lift_control(%s)', :'control_id'), 'lifted');
select throws_ok(format('select api.lift_control(%s)', :'control_id'), 'IR104', null, 'once');
reset role;
select ok(not exists (select from core.alerts where kind = 'control_in_force' and resolved_at is null), 'the alert is over');
select results_eq($$select t from dispatch() as (n bigint, t text, b text)$$, $$values ('D')$$, 'what waited leaves');

-- What is paused is refused for whom it is meant ------------------------------------------------------
select become('sunil');
select api.set_control('segment', 'pause', 'halt', 'NSE-FO');
reset role;
select throws_ok($$select tap.exit(9002, 7001, 75)$$, 'IR207', null, 'no new order is made');
select lives_ok($$select tap.exit(9001, 7003, 1)$$, 'another segment goes on');
update core.controls set lifted_at = now(), lifted_by = set_by where lifted_at is null;
select become('sunil');
select api.set_control('person', 'pause', 'under review', 'arun');
reset role;
select throws_ok($$select tap.exit(9001, 7003, 1)$$, 'IR207', null, 'no new order is made');
update core.controls set lifted_at = now(), lifted_by = set_by where lifted_at is null;
select become('sunil');
select throws_ok($$select api.set_control('planet', 'pause', 'r', 'x')$$, 'IR101', null, 'an unknown scope');
select throws_ok($$select api.set_control('session', 'pause', 'r', 'NONE')$$, 'IR101', null, 'an unknown session');
select throws_ok($$select api.set_control('session', 'pause', 'r', 'DROPCOPY')$$, 'IR101', null, 'a session without orders');
select throws_ok($$select api.set_control('segment', 'pause', 'r', 'NSE')$$, 'IR101', null, 'half a segment');
select throws_ok($$select api.set_control('person', 'pause', 'r', 'nobody')$$, 'IR101', null, 'an unknown person');
select throws_ok($$select api.set_control('desk', 'halt', 'r')$$, 'IR101', null, 'an unknown kind');
select throws_ok($$select api.set_control('desk', 'pause', ' ')$$, 'IR101', null, 'no reason');
select become('arun');
select throws_ok($$select api.set_control('desk', 'pause', 'r')$$, '42501', null, 'an agent cannot');
select is(jsonb_array_length(api.get_controls()), 3, 'but sees what was set');
reset role;

-- Kill switch ---------------------------------------------------------------------------------------
select exit(9001, 7003, 1);
select become('adil');
select ok((api.set_control('desk', 'kill', 'runaway') ->> 'orders_taken_back')::int >= 5, 'the kill switch takes all back');
reset role;
select is((select count(*) from core.orders where leaves_quantity > 0 and status <> 'cancel_pending'), 0::bigint,
    'no live order is left alone');
select is((select count(*) from core.order_requests r join core.orders o using (order_id)
    where o.status = 'cancelled' and r.kind = 'new' and r.state = 'withdrawn') > 0, true, 'unsent ones are withdrawn');
select ok((select bool_and(t = 'F') from dispatch() as (n bigint, t text, b text)), 'cancels leave');
select throws_ok($$select tap.exit(9001, 7003, 1)$$, 'IR207', null, 'no new order is made');
update core.controls set lifted_at = now(), lifted_by = set_by where lifted_at is null;
update core.alerts set resolved_at = now();

-- By one message, where the exchange knows it -----------------------------------------------------------
update fix.sessions set mass_cancel = true where name = 'ORDERS';
select deliver('ORDERS', variadic array(select report(order_id, '4', '{"39": "4", "151": "0"}')
    from core.orders where status = 'cancel_pending'));
select exit(9001, 7003, 1), exit(9001, 7003, 1);
select count(*) from dispatch() as (n bigint, t text, b text);
select exit(9001, 7003, 1);
select become('adil');
select is(api.set_control('session', 'kill', 'runaway', 'ORDERS') ->> 'orders_taken_back', '3', 'three live orders');
reset role;
select results_eq($$select t, b ~ E'\x01530=7\x01' from dispatch() as (n bigint, t text, b text)$$,
    $$values ('q', true)$$, 'one mass cancel');
select results_eq($$select status::text, count(*) from core.orders where leaves_quantity > 0 group by 1$$,
    $$values ('cancel_pending', 2::bigint)$$, 'the sent ones wait for its answer, the other is gone');
select ok((select count(*) from audit.log where action like 'set_control:%') >= 5, 'all of it is in the audit log');
select ok(exists (select from audit.log where action = 'lift_control'), 'lifting, too');
select * from finish();
rollback;

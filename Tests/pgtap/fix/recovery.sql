-- Numbers, leases, resends and what is too old to be sent.
begin;
set local search_path = tap;
\ir ../fixtures/people.psql
\ir ../fixtures/book.psql
\ir ../fixtures/exchange.psql
select plan(28);
select sync.fold_before_decision();
select is_empty($$select * from fix.acquire('ORDERS', 'second')$$, 'a session that is led is not given away');
select is_empty($$select * from fix.acquire('NONE', 'second')$$, 'nor one that does not exist');
update fix.session_state set lease_until = clock_timestamp() - interval '1 second' where session_name = 'ORDERS';
select results_eq($$select epoch from fix.acquire('ORDERS', 'second')$$, 'values (2::bigint)',
    'an expired lease goes to the next with a new epoch');
select ok(not fix.renew('ORDERS', 1), 'the old leader cannot renew');
select lives_ok($$select fix.dispatch('ORDERS', 1)$$, 'an empty queue needs no lease');
create temp table o on commit drop as select tap.exit(9001, 7001, 75) as first;
select throws_ok($$select fix.dispatch('ORDERS', 1)$$, 'IR501', null, 'the old leader can send nothing');
select throws_ok($$select fix.receive('ORDERS', 1, '[]')$$, 'IR501', null, 'nor take anything');
select is((select count(*) from queue.dispatch), 1::bigint, 'the order still waits');
select results_eq($$select sequence from fix.append('ORDERS', 2, 'A', E'98=0\x01')$$, 'values (1::bigint)',
    'a logon takes a number');
select results_eq($$select sequence, msg_type from fix.dispatch('ORDERS', 2)$$, $$values (2::bigint, 'D')$$,
    'the order takes the next');
select results_eq($$select sequence, msg_type, gap_fill from fix.resend('ORDERS', 2, 1, 9)$$,
    $$values (1::bigint, 'A', true), (2::bigint, 'D', false)$$,
    'a resend gives the stored messages, session-level ones as gap fills');
select is((select status from core.orders), 'sent', 'and changes no order');
select is((select body from fix.resend('ORDERS', 2, 2, 2)), (select body from fix.outbound where sequence = 2),
    'to the letter');

savepoint ended;
select logic.lose_orders(array(select first from o), 'purged', 'the book is lost'),
    logic.change_orders(array[row(first, 'settled_cancelled', null, null, null, null, null, null, null, null,
        null)::core.order_change]) from o;
select results_eq($$select sequence, gap_fill from fix.resend('ORDERS', 2, 1, 9)$$,
    'values (1::bigint, true), (2::bigint, true)', 'an order that is over is not sent again');
rollback to ended;
update core.order_requests set queued_at = now() - interval '31 seconds';
select results_eq($$select sequence, gap_fill from fix.resend('ORDERS', 2, 1, 9)$$,
    'values (1::bigint, true), (2::bigint, true)', 'an order too old is a gap fill');
select results_eq('select status::text, leaves_quantity from core.orders', $$values ('expired', 0::bigint)$$,
    'it expires and reserves nothing');
select results_eq('select kind from core.alerts', $$values ('order_expired_in_resend')$$, 'and an alert says so');
select deliver('ORDERS', report((select first from o), '0'));
select is((select status from core.orders), 'acknowledged', 'unless the exchange had it after all: late truth wins');

insert into o select tap.exit(9001, 7001, 75);
update core.order_requests set queued_at = now() - interval '31 seconds' where state = 'queued';
select is_empty($$select * from fix.dispatch('ORDERS', 2)$$, 'an order that waited too long is not sent');
select results_eq($$select o.status::text, r.state::text, r.sequence from core.orders o join core.order_requests r using (order_id)
        where o.order_id = (select max(first) from o)$$, $$values ('expired', 'withdrawn', null::bigint)$$,
    'it expires without a number');
select ok(exists (select from core.alerts where kind = 'request_not_sent'), 'with an alert');

select results_eq($$select tap.exit(9001, 7002, 35), tap.exit(9001, 7003, 1)$$,
    $$select max(first) + 1, max(first) + 2 from o$$, 'two more orders');
select results_eq($$select sequence from fix.dispatch('ORDERS', 2, 1) union all
        select sequence from fix.dispatch('ORDERS', 2)$$, 'values (3::bigint), (4::bigint)',
    'first in, first out, a batch at a time');
select fix.reset('ORDERS', 2);
select results_eq($$select next_outbound, next_inbound, incarnation from fix.session_state
        where session_name = 'ORDERS'$$, 'values (1::bigint, 1::bigint, 2)', 'a reset starts a new incarnation');
select is_empty($$select * from fix.resend('ORDERS', 2, 1, 9)$$, 'in which old messages do not exist');
select fix.release('ORDERS', 2);
select results_eq($$select epoch from fix.acquire('ORDERS', 'third')$$, 'values (3::bigint)',
    'a released session is free at once');

-- A session that has spoken stays.
set local role dba;
select throws_ok($$delete from fix.sessions where name = 'ORDERS'$$, 'IR202', null, 'not even a DBA deletes it');
select lives_ok($$delete from fix.sessions where name = 'DROPCOPY'$$, 'one that never spoke may go');
reset role;
select * from finish();
rollback;

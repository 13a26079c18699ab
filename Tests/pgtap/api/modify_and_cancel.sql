-- What people may change and take back: their callers' orders, our own and the primary's.
begin;
set local search_path = tap;
\ir ../fixtures/people.psql
\ir ../fixtures/book.psql
\ir ../fixtures/exchange.psql
select plan(50);
update core.settings set value = '0' where name = 'chase_after_seconds';
select sync.fold_before_decision();
create function tap.flush() returns bigint language sql as $$
    select count(*) from tap.dispatch() as (sequence bigint, msg_type text, body text) $$;
create function tap.told(id bigint, event text, units bigint default null, price numeric default null)
returns bigint language sql as $$
    select count(*) from logic.change_orders(array[row(id, event, null, null, null, null, null,
        null, units, price, null)::core.order_change]) $$;
insert into book.orders (order_id, user_id, instrument_id, trade_date, product, side, order_type, quantity,
    filled_quantity, limit_price, status, cl_ord_id, exchange_order_id, placed_at, updated_at)
values
    (1, 9001, 7003, '2026-01-15', 'CNC', 'buy', 'LIMIT', 4, 1, 1200, 'partially_filled', 'P1', 'EX1', now(), now()),
    (2, 9001, 7003, '2026-01-15', 'CNC', 'buy', 'LIMIT', 4, 0, 1200, 'open', 'P2', null, now(), now()),
    (3, 9001, 7002, '2026-01-15', 'NRML', 'sell', 'LIMIT', 35, 0, 500, 'filled', 'P3', 'EX3', now(), now()),
    (4, 9002, 7001, '2026-01-15', 'NRML', 'buy', 'LIMIT', 75, 0, 22000, 'open', 'P4', 'EX4', now(), now());
select exit(9001, 7001, 75) as id \gset
select exit(9001, 7003, 3) as other \gset
select exit(9001, 7002, 35) as third \gset
create function tap.refused(code text, statement text, what text) returns text language sql as $$
    select tap.is(tap.raised(statement) ->> 'code', code, what) $$;

select become('arun');
select throws_ok(format('select api.modify_order(%s)', :id), 'IR103', null, 'nothing to change');
select throws_ok(format('select api.modify_order(%s, 150)', :id), 'IR202', null, 'not before it has left');
select ok(raised(format('select api.modify_order(%s, 150)', :id)) -> 'detail' ->> 'reason' like '%take it back%',
    'the refusal says what to do');
select become_nobody(); select flush();
select become('arun');
select throws_ok(format('select api.modify_order(%s, 150)', :id), 'IR202', null, 'nor before it is answered');
select become_nobody(); select told(:id, 'acknowledged'), told(:other, 'acknowledged');
savepoint dear;
select told(:third, 'acknowledged');
update book.funds set available = 15000;
update core.settings set value = 'block' where name = 'funds_policy';
select become('arun');
select throws_ok(format('select api.modify_order(%s, null, 800)', :third), 'IR304', null, 'a dearer price costs, too');
select lives_ok(format('select api.modify_order(%s, null, 400)', :third), 'a better one does not');
rollback to dear;
select told(:third, 'acknowledged');
update book.funds set available = 15000;
select become('arun');
select is(api.modify_order(:third, null, 800) #>> '{warnings,0,code}', 'IR304', 'or only a warning');
rollback to dear;
select become('arun');
select throws_ok(format('select api.modify_order(%s, 100)', :id), 'IR107', null, 'whole lots only');
select throws_ok(format('select api.modify_order(%s, 0)', :id), 'IR101', null, 'never to nothing');
select throws_ok(format('select api.modify_order(%s, -75)', :id), 'IR101', null, 'or less');
select throws_ok(format('select api.modify_order(%s, 225)', :id), 'IR301', null, 'never more than there is');
select throws_ok(format('select api.modify_order(%s, null, 22900.01)', :id), 'IR108', null, 'on the tick');
select throws_ok(format('select api.modify_order(%s, null, 27000)', :id), 'IR108', null, 'in the range');
select throws_ok('select api.modify_order(77, 150)', 'IR104', null, 'an order that exists');
select become('asha');
select throws_ok(format('select api.modify_order(%s, 150)', :id), 'IR104', null, 'of the client on the line');
select become('vera');
select throws_ok(format('select api.modify_order(%s, 150)', :id), '42501', null, 'by an agent');
select become('arun');
select is(api.modify_order(:id, 150, 22950) - 'order_id' - 'cl_ord_id', '{"status": "replace_pending", "quantity": 75,
    "limit_price": 22869.0000, "replacing": {"quantity": 150, "limit_price": 22950.0000}}', 'it is asked for');
select is(api.modify_order(:id, 150, 22950) ->> 'status', 'replace_pending', 'asking again answers the same');
select throws_ok(format('select api.modify_order(%s, 75)', :id), 'IR208', null, 'another one waits');
select is(api.get_order(:id) -> 'replacing', '{"cause": "price", "quantity": 150, "limit_price": 22950}',
    'the order shows what is on its way');
select become_nobody();
select is((select count(*) from queue.dispatch), 1::bigint, 'one replacement');
select is((select count(*) from core.instructions where kind = 'modify'), 1::bigint, 'one instruction');
select is((select count(*) from audit.log where action = 'modify_order'), 2::bigint, 'each request is audited');
select told(:id, 'replaced', 150, 22950), flush();
select become('arun');
select is(api.modify_order(:id, 150, 22950) ->> 'status', 'acknowledged', 'what it is already, it stays');
select become_nobody();
insert into core.controls (scope, subject, kind, reason, set_by) select 'desk', '*', 'pause', 'r', person_id
from auth.ops_team where username = 'sunil';
select become('arun');
select throws_ok(format('select api.modify_order(%s, 75)', :id), 'IR207', null, 'nothing is changed in a pause');
select is(api.cancel_order(:other) ->> 'status', 'cancel_pending', 'but taken back');
select become_nobody(); delete from core.controls; select flush();
update core.settings set value = '1' where name = 'square_off_approval_value';
select become('arun');
select lives_ok(format('select api.modify_order(%s, 75)', :id), 'a decrease needs no second person');
select become_nobody(); select told(:id, 'replaced', 75, 22950), flush();
select become('arun');
select throws_ok(format('select api.modify_order(%s, 150)', :id), 'IR202', null, 'a valuable increase does');
select throws_ok(format('select api.modify_order(%s, null, 22960)', :id), 'IR202', null, 'a dearer price, too');
select lives_ok(format('select api.modify_order(%s, null, 22900)', :id), 'a cheaper one does not');
select become_nobody(); select told(:id, 'replaced', 75, 22900), flush();
with a as (insert into core.approvals (action, payload, reason, state, requested_by, decided_by, decided_at, expires_at)
    select 'square_off', '{}', 'r', 'approved', a.person_id, s.person_id, now(), now()
    from auth.ops_team a, auth.ops_team s where (a.username, s.username) = ('arun', 'sunil')
    returning approval_id)
update core.exits e set approval_id = a.approval_id from a, core.orders o
where o.order_id = :id and e.exit_id = o.exit_id;
select become('arun');
select lives_ok(format('select api.modify_order(%s, null, 22960)', :id), 'nor what two people have agreed on');
select become_nobody(); select told(:id, 'replaced', 75, 22960), flush();
update core.settings set value = '0' where name = 'square_off_approval_value';
update core.site set mode = 'standby';
select become('arun');
select throws_ok(format('select api.modify_order(%s, 150)', :id), 'IR201', null, 'orders change while the desk is active');
select throws_ok('select api.cancel_order(1)', 'IR201', null, 'and the primary has its own while it is not');
select become_nobody(); update core.site set mode = 'active';

-- The primary's orders.
select become('arun');
select is(api.cancel_order(1) - 'cl_ord_id', '{"order_id": 1, "source": "primary", "exchange_order_id": "EX1",
    "status": "cancel_pending", "quantity": 4, "filled_quantity": 1}', 'an order of the primary is cancelled by its number');
select is(api.cancel_order(1, 'primary') ->> 'status', 'cancel_pending', 'twice is once');
select throws_ok('select api.cancel_order(2)', 'IR202', null, 'not without the exchange''s number');
select throws_ok('select api.cancel_order(3)', 'IR202', null, 'nor when it is over');
select throws_ok('select api.cancel_order(4)', 'IR104', null, 'nor of another client');
select throws_ok('select api.cancel_order(1, ''nobody'')', 'IR101', null, 'a source there is');
select is((select status || ' ' || book_status from api.orders where source = 'primary' and order_id = 1),
    'cancel_pending partially_filled', 'the list shows what we asked and what the primary knew');
select become_nobody();
select results_eq($$select book_order_id, orig_cl_ord_id, session_name from core.order_requests where book_order_id is not null$$,
    $$values (1::bigint, 'P1', 'ORDERS')$$, 'one request');
select results_eq($$select msg_type from tap.dispatch() as (sequence bigint, msg_type text, body text)$$,
    $$values ('F')$$, 'it leaves');
insert into book.orders (order_id, user_id, instrument_id, trade_date, product, side, order_type, quantity,
    filled_quantity, limit_price, status, cl_ord_id, exchange_order_id, placed_at, updated_at)
select :id, 9001, 7003, '2026-01-15', 'CNC', 'buy', 'LIMIT', 1, 0, 1200, 'filled', 'P9', 'EX9', now(), now();
select become('arun');
select throws_ok(format('select api.cancel_order(%s)', :id), 'IR101', null, 'two orders of one number: say which');

-- All of a client.
select (select call_id from core.calls where user_id = 9001) as call \gset
select throws_ok(format('select api.cancel_all_orders(%L, ''fo'')', :'call'), 'IR101', null, 'of no segment that there is');
select throws_ok(format('select api.cancel_all_orders(%L, null, ''cnc'')', :'call'), 'IR101', null, 'of no product that there is');
select is(jsonb_path_query_array(api.cancel_all_orders(:'call', 'FO', null, 'NIFTY'), '$.orders[*].order_id'),
    jsonb_build_array(:id), 'part of it');
select api.cancel_all_orders(:'call') as a \gset
select is(jsonb_path_query_array(:'a'::jsonb, '$.orders[*].status'),
    '["cancel_pending", "cancel_pending", "cancel_pending", "cancel_pending"]', 'all of it, whoever had placed it');
select is(jsonb_path_query_array(:'a'::jsonb, '$.failed[*]') #- '{0,title}', '[{"code": "IR202", "source": "primary",
    "order_id": 2, "detail": {"order_id": 2, "source": "primary", "reason": "the exchange''s number of it is not known"}}]',
    'and why not the rest');
select become_nobody();
select is((select count(*) from core.instructions where kind = 'cancel_all'), 2::bigint, 'one instruction each');
select results_eq($$select o.order_id from core.order_requests r join core.orders o using (order_id)
    where r.kind = 'cancel' order by 1$$, format('values (%s::bigint), (%s), (%s)', :id, :other, :third),
    'each order is asked for once');
select * from finish();
rollback;

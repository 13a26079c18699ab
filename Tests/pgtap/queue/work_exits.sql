-- Square-offs that cancel what is pending first, and wait for the exchange's word on all of it.
begin;
set local search_path = tap;
\ir ../fixtures/people.psql
\ir ../fixtures/book.psql
\ir ../fixtures/exchange.psql
select plan(36);
select sync.fold_before_decision();
create temp table ids on commit drop as select open_call('arun', 9001) as call_id, open_call('asha', 9002) as other_call,
    position_of(9001, 7001) as nifty, position_of(9001, 7002) as option, position_of(9001, 7003) as reliance;
grant select on ids to public;
create function tap.close(username text, key text, position_id bigint, more text) returns jsonb
language plpgsql as $$
declare v_answer jsonb;
begin
    perform tap.become(username);
    execute format('select api.square_off((select call_id from pg_temp.ids), %s, %L%s)', position_id, key, more)
    into v_answer;
    perform tap.become_nobody();
    return v_answer;
end $$;
create function tap.make_due() returns bigint language sql as $$
    update core.exits set due_at = now() where state = 'waiting_cancels';
    select worked::bigint from queue.work_exits(); $$;
create function tap.exits_of(position_id bigint) returns text language sql as $$
    select string_agg(e.state || coalesce(' ' || (e.problem ->> 'code'), ''), ', ' order by e.exit_id)
    from core.exits e where e.position_id = exits_of.position_id $$;
create function tap.orders_of(position_id bigint) returns text language sql as $$
    select string_agg(o.status || ' ' || o.quantity || ' ' || o.leaves_quantity, ', ' order by o.order_id)
    from core.orders o where o.position_id = orders_of.position_id $$;

-- What is not sent yet is withdrawn, and nothing has to be waited for.
select is(close('arun', 'a', (select nifty from ids), ', 75') ->> 'state', 'placed', 'an exit is queued');
select is(close('arun', 'b', (select nifty from ids), ', null, null, null, null, true') #>> '{orders,0,quantity}', '150',
    'another one, of all, that cancels first is placed at once');
select is(orders_of((select nifty from ids)), 'cancelled 75 0, queued 150 150', 'the first one is withdrawn');

-- What is at the exchange.
select tap.dispatch();
select is(close('arun', 'c', (select nifty from ids), ', null, null, ''LIMIT'', 23000, true') - 'exit_id',
    '{"state": "waiting_cancels", "orders": []}', 'what is sent is waited for');
select is(orders_of((select nifty from ids)), 'cancelled 75 0, cancel_pending 150 150', 'its cancel is on its way');
select is(make_due(), 1::bigint, 'the clock looks');
select is(exits_of((select nifty from ids)), 'placed, placed, waiting_cancels', 'and waits on');
select ok((select due_at > now() and due_at < clock_timestamp() + interval '2 seconds' from core.exits
    where state = 'waiting_cancels'), 'looking again soon');
create temp table sent on commit drop as select max(order_id) as id from core.orders;
select tap.dispatch();
-- A fill in between, then the cancel.
select deliver('ORDERS', fill((select id from sent), 'T1', 75, 23000, 75));
select deliver('ORDERS', report((select id from sent), '4', '{"14": "75", "151": "0", "39": "4", "17": "C1"}'));
select is((select count(*) from core.exits where state = 'waiting_cancels' and due_at <= now()), 1::bigint,
    'when the last one ends, the exit is due');
select is((select worked from queue.work_exits()), 1, 'the clock takes it up');
select is(orders_of((select nifty from ids)), 'cancelled 75 0, cancelled 150 0, queued 75 75',
    'and closes what the fill left');
select is((select concat_ws(' ', live_leaves, provisional, available) from logic.position_reservations(array[(select nifty from ids)])),
    '75 75 0', 'not a unit more');
select is((select limit_price from core.orders order by order_id desc limit 1), 23000.0000, 'at the price it was asked for');

-- A quantity is the most that is closed.
select tap.exit(9001, 7002, 35) is not null as placed;
select tap.dispatch();
select is(close('arun', 'd', (select option from ids), ', 70, null, null, null, true') ->> 'state', 'waiting_cancels', 'seventy');
select tap.dispatch();
select deliver('ORDERS', fill(max(order_id), 'T2', 35, 400, 35)) from core.orders;
select is((select worked from queue.work_exits()), 1, 'the cancel came too late: that is a word, too');
select is(orders_of((select option from ids)), 'filled 35 0, queued 35 35', 'thirty-five are left to close');

-- No word in time.
select tap.exit(9001, 7003, 4) is not null as placed;
select tap.dispatch();
select is(close('arun', 'e', (select reliance from ids), ', null, null, null, null, true') ->> 'state', 'waiting_cancels', 'waits');
update core.order_requests set queued_at = queued_at - interval '1 hour' where kind = 'cancel';
select is(make_due(), 1::bigint, 'too long');
select is(exits_of((select reliance from ids)), 'placed, failed IR503', 'and fails');
select is((select problem #>> '{detail,order_ids,0}' from core.exits where state = 'failed'),
    (select order_id::text from core.orders where position_id = (select reliance from ids)), 'naming what it waited for');
select is((select worked from queue.work_exits()), 0, 'it is not tried again');
select max(exit_id) as failed from core.exits where state = 'failed' \gset
select become('arun');
select is((select concat_ws(' ', e ->> 'state', e #>> '{problem,code}', e ->> 'symbol', e ->> 'filled_quantity', e ->> 'orders')
    from api.get_exit(:failed) e), 'failed IR503 RELIANCE 0 []', 'who asked may ask what became of it');
select throws_ok('select api.get_exit(-1)', 'IR104', null, 'an exit that is none');
select become('asha');
select throws_ok(format('select api.get_exit(%s)', :failed), 'IR104', null, 'nor is it one to others');
select become_nobody();

-- The client's own exits at the primary.
insert into book.orders (order_id, user_id, instrument_id, trade_date, product, side, order_type, quantity,
    filled_quantity, limit_price, status, cl_ord_id, exchange_order_id, placed_at, updated_at)
values (501, 9002, 7001, '2026-01-15', 'NRML', 'sell', 'LIMIT', 75, 0, 23500, 'open', 'P501', 'X501', now(), now());
update pg_temp.ids set call_id = other_call;
select is(close('asha', 'f', position_of(9002, 7001), ', null, null, null, null, true') ->> 'state', 'waiting_cancels',
    'an exit placed at the primary is cancelled by the exchange''s number');
select results_eq($$select kind::text, session_name from core.order_requests where book_order_id = 501$$,
    $$values ('cancel', 'ORDERS')$$, 'on our own session');
select is(make_due(), 1::bigint, 'the clock looks');
select is(exits_of(position_of(9002, 7001)), 'waiting_cancels', 'and waits');
update core.primary_orders set status = 'cancelled', is_live = false;
select is(make_due(), 1::bigint, 'the exchange has said so');
select is(orders_of(position_of(9002, 7001)), 'queued 75 75', 'ahead of replication, and the exit is placed');
-- The exchange had filled part of it before, and no trade has told yet.
update core.primary_orders set cumulative_quantity = 75;
select is((select concat_ws(' ', primary_pending, available) from logic.position_reservations(array[position_of(9002, 7001)])),
    '75 0', 'what the exchange said has traded stays reserved until the trade comes');
update core.primary_orders set cumulative_quantity = 0;

-- What the book does not let happen this moment is tried again.
select close('asha', 'g', position_of(9002, 7001), ', null, null, null, null, true') is not null as replaced;
insert into core.exits (call_id, user_id, person_id, instruction_id, position_id, order_type, state, due_at)
select e.call_id, 9001, e.person_id, e.instruction_id, (select reliance from ids), 'PROTECTED', 'queued', now()
from core.exits as e where e.exit_id = (select max(exit_id) from core.exits);
alter table core.settings disable trigger settings_checked;
update core.settings set value = 'not a number' where name = 'protection_percent_cash';
update core.orders set leaves_quantity = 0, status = 'cancelled' where position_id = (select reliance from ids);
select is((select worked from queue.work_exits()), 1, 'an exit that breaks in a way no rule foresaw');
select is(exits_of((select reliance from ids)), 'placed, failed IR503, failed IR901', 'fails by itself');
select is((select string_agg(severity, ' ' order by alert_id) from core.alerts where kind = 'exit_failed'),
    'warning critical', 'with an alert: nobody else would hear of it, nor of the one that had no word in time');
select is((select queue.prepare_to_sleep('exits')), true, 'nothing is due');
select is_empty($$ select o.position_id from core.orders o join core.positions p using (position_id)
    group by o.position_id, p.net_quantity having sum(o.leaves_quantity) > abs(p.net_quantity) $$, 'nothing is over-closed');
select * from finish();
rollback;

-- Each message to and from the exchange with its order and the HTTP request that it comes from, for
-- the gateway's log; each message to a client with the orders that it tells of, for the notifier's.
begin;
set local search_path = tap;
\ir ../fixtures/people.psql
\ir ../fixtures/book.psql
\ir ../fixtures/exchange.psql
select plan(12);
update core.settings set value = '0' where name = 'chase_after_seconds';
update book.opening_positions set quantity = 500 where user_id = 9001 and instrument_id = 7003;
update core.settings set value = 'en' where name = 'notify_language';
select sync.fold_before_decision();

-- Out -------------------------------------------------------------------------------------------
select set_config('irra.request_id', 'trace-of-exit', true);
select exit(9001, 7003, 100) as id \gset
select set_config('irra.request_id', '', true);
select is((select request_id from core.orders where order_id = :id), 'trace-of-exit', 'an order keeps the request that made it');
create temp table sent on commit drop as select * from fix.dispatch('ORDERS', 1);
select results_eq($$ select s.order_id, s.cl_ord_id, s.request_id from sent s $$,
    $$ select order_id, cl_ord_id, 'trace-of-exit' from core.orders $$, 'its message has both');
select deliver('ORDERS', report(:id, '0'));
select set_config('irra.request_id', 'trace-of-cancel', true);
select count(*) from logic.cancel_orders(array[:id]::bigint[], 'the client changed his mind');
select set_config('irra.request_id', '', true);
truncate sent;
insert into sent select * from fix.dispatch('ORDERS', 1);
select results_eq($$ select s.msg_type, s.order_id, s.request_id from sent s $$,
    $$ select 'F', order_id, 'trace-of-cancel' from core.orders $$, 'its cancel has the request that asked for it');
select isnt((select cl_ord_id from sent), (select cl_ord_id from core.orders), 'under its own ClOrdID');
select set_config('irra.request_id', '', true);
select exit(9001, 7003, 75) as untraced \gset
truncate sent;
insert into sent select * from fix.dispatch('ORDERS', 1);
select results_eq($$ select order_id, request_id from sent $$, format($$ values (%s::bigint, null::text) $$, :untraced), 'what no request asked for has none');

-- In --------------------------------------------------------------------------------------------
select results_eq(
    $$ select n.order_id, n.request_id from fix.named_orders(array(select cl_ord_id from core.order_requests) || '{NOBODYS}'::text[]) n
    order by 1, 2 $$,
    format($$ values (%1$s::bigint, 'trace-of-cancel'), (%1$s, 'trace-of-exit'), (%2$s, null) $$, :id, :untraced),
    'what the exchange names is found again; what it invents is not');
select is_empty($$ select * from fix.named_orders('{}') $$, 'nothing named, nothing found');
select ok(has_function_privilege('irra_gateway', 'fix.named_orders(text[])', 'execute'), 'the gateway may ask');

-- To the client ---------------------------------------------------------------------------------
delete from notify.outbox;
update notify.kinds set hold_seconds = 0;
select notify.enqueue_order_messages(array(select order_event_id from core.order_events where order_id = :id and to_status = 'acknowledged'));
select results_eq($$ select order_ids from notify.claim('email') $$, format($$ values (array[%s]::bigint[]) $$, :id), 'a message says of which order it is');
select notify.complete(array(select message_id from notify.messages where channel = 'email'), 'mail-files');
insert into core.order_events (order_id, event, from_status, to_status, cumulative_quantity, leaves_quantity)
select o.order_id, 'filled', 'acknowledged', 'filled', o.quantity, 0 from core.orders o;
select notify.enqueue_order_messages(array(select order_event_id from core.order_events where event = 'filled'));
select results_eq($$ select order_ids from notify.claim('email') $$, format($$ values (array[%s, %s]::bigint[]) $$, :id, :untraced), 'a message about several says of which');
select results_eq(format($$ select order_id, cl_ord_id, request_id from notify.order_names('{%s, %s, 0}') $$, :id, :untraced),
    $$ select order_id, cl_ord_id, request_id from core.orders order by 1 $$, 'with their names and requests');
select notify.complete(array(select message_id from notify.messages where channel = 'email'), 'mail-files');
select results_eq(format($$ select event from ops.order_life where order_id = %s and place = 'notification' and event like '%%email%%' order by event $$, :id),
    $$ values ('order_acknowledged by email: made'::text), ('order_acknowledged by email: sent'),
        ('orders_digest by email: made'), ('orders_digest by email: sent') $$, 'an order''s life tells what its client was told');
select * from finish();
rollback;

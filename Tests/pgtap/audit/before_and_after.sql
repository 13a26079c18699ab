-- A change leaves what was and what is.
begin;
set local search_path = tap;
set local client_min_messages = warning;
\ir ../fixtures/people.psql
\ir ../fixtures/book.psql
\ir ../fixtures/exchange.psql
select plan(9);
select sync.fold_before_decision();
insert into book.orders (order_id, user_id, instrument_id, trade_date, product, side, order_type, quantity,
    filled_quantity, limit_price, status, cl_ord_id, exchange_order_id, placed_at, updated_at)
values (1, 9001, 7003, '2026-01-15', 'CNC', 'buy', 'LIMIT', 4, 1, 1200, 'partially_filled', 'P1', 'EX1', now(), now());
select exit(9001, 7001, 75) as id \gset
select exit(9001, 7003, 3) as other \gset
select count(*) from tap.dispatch() as (sequence bigint, msg_type text, body text);
select count(*) from logic.change_orders(array[row(:id, 'acknowledged', null, null, null, null, null,
    null, null, null, null)::core.order_change, row(:other, 'acknowledged', null, null, null, null, null,
    null, null, null, null)::core.order_change]);
insert into fix.parked (session_name, incarnation, sequence, msg_type, reason, fields)
values ('ORDERS', 1, 99, '8', 'no such order', '{}') returning parked_id \gset

create function tap.facts(action text) returns text language sql as $$
    select concat_ws(' ', l.user_id, l.before, '->', l.after) from audit.log as l where l.action = facts.action
    order by l.log_id desc limit 1
$$;
select become('arun');
select api.modify_order(:id, 150) is not null as modified, api.cancel_order(1) is not null as cancelled;
select become_nobody();
select matches(facts('modify_order'), '^9001 {.*"status": "acknowledged".*"quantity": 75.*} -> {.*"status": "replace_pending".*"quantity": 150',
    'an order that is changed');
select matches(facts('cancel_order'), '^9001 {.*"source": "primary".*"status": "partially_filled".*"quantity": 4.*} -> {',
    'an order of the primary that is taken back');
select become('arun');
select api.cancel_order(:other) is not null as cancelled;
select api.cancel_all_orders(c.call_id) is not null as all from core.calls as c where c.user_id = 9001;
select api.close_call(c.call_id) is not null as closed from core.calls as c where c.user_id = 9001;
select become_nobody();
select matches(facts('cancel_order'), '^9001 {.*"source": "desk", "status": "acknowledged".*"quantity": 3.*} -> {.*"status": "cancel_pending"',
    'one of our own');
select matches(facts('cancel_all_orders'), '^9001 \[{.*"status": "replace_pending".*}, {.*"source": "primary".*"status": "cancel_pending".*}\] -> {',
    'all of a client');
select matches(facts('close_call'), '^9001 {"closed_at": null, "person_id": \d+} -> {"closed_at": "', 'a call');
select become('sunil');
select api.set_control('desk', 'pause', 'look') as c \gset
select api.set_control('desk', 'kill', 'stop') is not null as set;
select api.lift_control((:'c'::jsonb ->> 'control_id')::bigint) is not null as lifted;
select api.resolve_parked(:parked_id, 'asked the exchange') is not null as resolved;
select become_nobody();
select matches(facts('set_control:kill'), '^{"kind": "pause", "reason": "look", "set_by": \d+} -> {.*"kind": "kill"', 'a control over another');
select matches(facts('lift_control'), '^{.*"kind": "kill".*"lifted_at": null} -> {"lifted_at": "', 'and its end');
select matches(facts('resolve_parked'), '^{"reason": "no such order", "resolved_at": null} -> {.*"resolution": "asked the exchange"', 'a message');
select ok((select bool_and(l.person_id is not null and l.session_id is not null and l.address is not null and l.request_id is not null)
    from audit.log as l where l.before is not null and l.action not in ('insert', 'update', 'delete')), 'by whom and from where');

select * from finish();
rollback;

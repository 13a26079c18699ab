-- An order with a replacement on its way that became unknown, and whose reports come after all.
begin;
set local search_path = tap;
\ir ../fixtures/people.psql
\ir ../fixtures/book.psql
\ir ../fixtures/exchange.psql
select plan(3);
select sync.fold_before_decision();
select exit(9001, 7001, 75) as id \gset
select count(*) from tap.dispatch() as (sequence bigint, msg_type text, body text);
select deliver('ORDERS', report(:id, '0'));
select logic.replace_orders(array[:id], array[150::bigint], array[23000.0], 'price');
select count(*) from tap.dispatch() as (sequence bigint, msg_type text, body text);
select logic.lose_orders(array[:id], 'unknown', 'not named');
select deliver('ORDERS', fill(:id, 'T1', 75, 23100, 75));
select is((select status from core.orders), 'replace_pending',
    'all it was has traded, and it may have been enlarged');
select deliver('ORDERS', (select jsonb_build_object('35', '9', '39', '2', '434', '2', '102', '0',
    '11', r.cl_ord_id, '41', o.cl_ord_id)
    from core.order_requests r join core.orders o using (order_id) where r.kind = 'replace'));
select is((select format('%s %s/%s', status, cumulative_quantity, leaves_quantity) from core.orders),
    'filled 75/0', 'it was not: it is filled');
select is_empty('select * from fix.parked', 'and nothing is parked');
select * from finish();
rollback;

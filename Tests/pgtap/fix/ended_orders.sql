-- An order that the exchange itself has ended stays ended, however late the other session is and
-- whatever is told again; one that only the desk gave up is opened again by the exchange's word.
begin;
set local search_path = tap;
\ir ../fixtures/people.psql
\ir ../fixtures/book.psql
\ir ../fixtures/exchange.psql
select plan(8);
select sync.fold_before_decision();
create function tap.all_of(id bigint) returns text language sql as $$
    select format('%s %s/%s', o.status, o.cumulative_quantity, o.leaves_quantity)
    from core.orders o where o.order_id = id $$;

savepoint s;
select exit(9001, 7001, 150) as id \gset
select count(*) from tap.dispatch() as (sequence bigint, msg_type text, body text);
select deliver('ORDERS', report(:id, '0'), fill(:id, 'T1', 75, 23100, 75),
    report(:id, '3', '{"14": "75", "151": "0"}'));
select is(all_of(:id), 'expired 75/0', 'done for the day with half of it traded');
select deliver('DROPCOPY', report(:id, '0'));
select is(all_of(:id), 'expired 75/0', 'the drop copy is late with the acknowledgement');
select deliver('DROPCOPY', fill(:id, 'T1', 75, 23100, 75));
select is(all_of(:id), 'expired 75/0', 'and with the fill');
select deliver('DROPCOPY', report(:id, '3', '{"14": "75", "151": "0"}'), report(:id, '0', '{"97": "Y"}'),
    report(:id, '5', '{"38": "75", "14": "0", "151": "75"}'), report(:id, 'D', '{"38": "75", "14": "0"}'));
select is(all_of(:id), 'expired 75/0', 'and tells everything again');
select deliver('ORDERS', report(:id, '0', '{"97": "Y"}'), report(:id, 'I', '{"39": "0", "14": "0"}'));
select is(all_of(:id), 'expired 75/0', 'as our own session does');
select is((select count(*) from core.alerts where kind = 'order_reopened'), 0::bigint, 'nothing was ever open again');
select is((select count(*) from fix.parked), 0::bigint, 'and nothing is parked');
rollback to s;

select exit(9001, 7001, 150) as id \gset
update core.order_requests set queued_at = queued_at - interval '5 minutes';
select count(*) from tap.dispatch() as (sequence bigint, msg_type text, body text);
select deliver('ORDERS', report(:id, '0'));
select is(all_of(:id), 'acknowledged 0/150', 'what the desk gave up, and the exchange has, lives');
select * from finish();
rollback;

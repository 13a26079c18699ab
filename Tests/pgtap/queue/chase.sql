-- Protected exits that rest unfilled are priced again, farther each time, a bounded number of times.
begin;
set local search_path = tap;
\ir ../fixtures/people.psql
\ir ../fixtures/book.psql
\ir ../fixtures/exchange.psql
select plan(23);
select sync.fold_before_decision();
create function tap.flush() returns text language sql as $$
    select string_agg(msg_type, '' order by sequence)
    from tap.dispatch() as (sequence bigint, msg_type text, body text) $$;
create function tap.told(id bigint, event text, units bigint default null, price numeric default null)
returns bigint language sql as $$
    select count(*) from logic.change_orders(array[row(id, event, null, null, null, null, null,
        null, units, price, null)::core.order_change]) $$;
create function tap.accept(id bigint) returns numeric language sql as $$
    select tap.told(r.order_id, 'replaced', r.quantity, r.limit_price) * 0 + r.limit_price
    from core.order_requests r where r.order_id = id and kind = 'replace' order by order_request_id desc limit 1 $$;
create function tap.due() returns void language sql as $$
    update core.orders set chase_at = now() where chase_at is not null $$;
create function tap.chase() returns integer language sql as $$ select chased from queue.chase_orders() $$;

select exit(9001, 7003, 10) as id \gset
select flush();
select ok((select chase_at is null from core.orders), 'not before the exchange has it');
select told(:id, 'acknowledged');
select is((select chase_at from core.orders), now() + interval '10 seconds', 'due some seconds later');
select results_eq('select * from queue.chase_orders()', $$values (0, now() + interval '10 seconds')$$, 'not before');
select due();
insert into core.controls (scope, subject, kind, reason, set_by) select 'person', 'arun', 'pause', 'r', person_id
from auth.ops_team where username = 'sunil';
select is(chase(), 0, 'not in a pause');
delete from core.controls; select due();
update core.calls set closed_at = now();
select results_eq('select chased from queue.chase_orders()', 'values (1)', 'the call may be over');
select is(flush(), 'G', 'a replacement leaves');
select is(accept(:id), 1270.70::numeric, 'the last price less protection and one step');
select is((select limit_price || ' ' || chases || ' ' || (chase_at = now() + interval '10 seconds') from core.orders),
    '1270.7000 1 true', 'it has the price and is due again');
update book.prices set last_price = 1400 where instrument_id = 7003;
select due(), chase(), flush();
select is(accept(:id), 1344.00::numeric, 'a market that came nearer gives the better price');
update book.prices set last_price = 1001 where instrument_id = 7003;
select due(), chase(), flush();
select is(accept(:id), 1000.00::numeric, 'never below the range');
select ok((select chase_at is null and chases = 3 from core.orders), 'a bounded number of times');
select is((select count(*) from core.instructions where kind = 'modify'), 0::bigint, 'no instruction of anybody''s');
select is((select count(*) from notify.outbox where kind = 'order_replaced'), 0::bigint, 'no message to the client');

-- What stays the same is asked about again later; what a person priced is theirs.
update book.prices set last_price = 23100 where instrument_id = 7001;
select exit(9001, 7001, 75) as id \gset
select flush(), told(:id, 'acknowledged');
update book.instruments set lower_price = 22869 where instrument_id = 7001;
select due();
select is(chase(), 0, 'at the end of the range already');
select ok((select chase_at > now() and chases = 0 from core.orders where order_id = :id), 'it is looked at again');
update book.instruments set lower_price = 20000 where instrument_id = 7001;
select logic.modify_order(c, :id, null, 23150) from core.calls c where c.user_id = 9001 and c.closed_at is null;
select flush(), accept(:id), due();
select is(chase(), 0, 'a person''s price stands');
select ok((select limit_price = 23150 and chase_at is null from core.orders where order_id = :id), 'for good');
-- A buy is priced upwards.
select exit(9001, 7002, 70) as id \gset
select flush(), told(:id, 'acknowledged'), due();
select is(chase(), 1, 'a buy');
select flush();
select is(accept(:id), 460.60::numeric, 'goes up');
update core.settings set value = '0' where name = 'chase_after_seconds';
select due();
select results_eq('select * from queue.chase_orders()', $$values (0, null::timestamptz)$$, 'off');
select told(:id, 'cancel_requested');
select ok((select chase_at is null from core.orders where order_id = :id), 'a cancel ends the chase');
update core.settings set value = '10' where name = 'chase_after_seconds';
select told(:id, 'cancel_rejected'), due();
select is(chase(), 0, 'for good, whatever the exchange says to it');
select ok((select chase_at is null from core.orders where order_id = :id), 'and nobody looks again');
select * from finish();
rollback;

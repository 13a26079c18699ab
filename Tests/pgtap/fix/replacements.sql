-- An order is changed while it may trade: what is reserved is what the exchange may execute.
begin;
set local search_path = tap;
\ir ../fixtures/people.psql
\ir ../fixtures/book.psql
\ir ../fixtures/exchange.psql
select plan(45);
update core.settings set value = '0' where name = 'chase_after_seconds';
select sync.fold_before_decision();
create function tap.line(id bigint) returns text language sql as $$
    select concat_ws(' ', status, cumulative_quantity || '/' || leaves_quantity, 'of', quantity,
        'at', trim_scale(limit_price)) from core.orders where order_id = id $$;
create function tap.free(instrument_id bigint) returns bigint language sql as $$
    select available from logic.position_reservations(array[tap.position_of(9001, instrument_id)]) $$;
create function tap.flush() returns bigint language sql as $$
    select count(*) from tap.dispatch() as (sequence bigint, msg_type text, body text) $$;
-- An exit that the exchange has acknowledged.
create function tap.resting(instrument_id bigint, units bigint) returns bigint language plpgsql as $$
declare id bigint := tap.exit(9001, instrument_id, units);
begin
    perform tap.flush();
    perform tap.deliver('ORDERS', tap.report(id, '0'));
    return id;
end $$;
create function tap.modify(id bigint, units bigint, price numeric) returns jsonb language sql as $$
    select logic.modify_order(c, id, units, price) from core.calls c
    where c.user_id = 9001 and c.closed_at is null $$;
create function tap.cancel(id bigint) returns void language sql as $$
    select logic.request_cancel(c, id) from core.calls c
    where c.user_id = 9001 and c.closed_at is null $$;
-- An event as the exchange's reports stand for it.
create function tap.happens(id bigint, event text, cumulative bigint default null,
    quantity bigint default null, price numeric default null, name text default null)
returns bigint language sql as $$
    select count(*) from logic.change_orders(array[row(id, event, cumulative, null, null, null, null,
        null, quantity, price, name)::core.order_change]) $$;
create function tap.latest(id bigint, kind text) returns core.order_requests language sql as $$
    select r from core.order_requests r where r.order_id = id and r.kind = latest.kind
    order by r.order_request_id desc limit 1 $$;

-- Up: reserved before it is sent.
select resting(7001, 75) as id \gset
select is(free(7001), 75::bigint, 'half is free');
select modify(:id, 150, null);
select is(line(:id), 'replace_pending 0/150 of 75 at 22869', 'an increase is reserved before it is sent');
select is(free(7001), 0::bigint, 'and nothing is free');
select throws_ok($$select tap.exit(9001, 7001, 75)$$, 'IR301', null, 'no second exit fits');
create temp table g on commit drop as select * from dispatch() as (sequence bigint, msg_type text, body text);
select results_eq('select msg_type from g', $$values ('G')$$, 'a replacement leaves');
select ok((select strpos(body, E'\x01' || '41=' || o.cl_ord_id || E'\x01') > 0
        and strpos(body, E'\x01' || '38=150' || E'\x01') > 0
    from core.orders o, g where o.order_id = :id), 'it names the order and the whole quantity');
select deliver('DROPCOPY', fill(:id, 'T1', 75, 23000, 75));
select is(line(:id), 'replace_pending 75/75 of 75 at 22869',
    'all that it was has traded: it may have been enlarged already');
select is(happens(:id, 'replaced', null, 150, 22869, (latest(:id, 'replace')).cl_ord_id), 0::bigint, 'it had');
select is(line(:id), 'partially_filled 75/75 of 150 at 22869', 'the rest goes on');
select is((select current_cl_ord_id from core.orders where order_id = :id), (latest(:id, 'replace')).cl_ord_id,
    'the exchange knows it by another name');
select happens(:id, 'filled', 150);
select is(line(:id), 'filled 150/0 of 150 at 22869', 'and is done');

-- Up, refused, after all that it was had traded.
update book.opening_positions set quantity = 400 where user_id = 9001 and instrument_id = 7003;
update book.instruments set lower_price = 1000 where instrument_id = 7003;
select sync.fold_before_decision();
select resting(7003, 100) as id \gset
select modify(:id, 200, null), flush();
select happens(:id, 'filled', 100);
select is(line(:id), 'replace_pending 100/100 of 100 at 1283.8', 'the exchange''s word is awaited');
select happens(:id, 'replace_rejected');
select is(line(:id), 'filled 100/0 of 100 at 1283.8', 'refused: it is done');
select happens(:id, 'replaced', null, 200, null, (latest(:id, 'replace')).cl_ord_id);
select is(line(:id), 'partially_filled 100/100 of 200 at 1283.8', 'late truth: it was enlarged after all');
select ok(exists (select from core.alerts where kind = 'order_reopened'), 'and a person is told');
select happens(:id, 'cancelled', 100);
select is(line(:id), 'cancelled 100/0 of 200 at 1283.8', 'until it is cancelled');
select happens(:id, 'replaced', null, 300, null, (latest(:id, 'replace')).cl_ord_id);
select is(split_part(line(:id), ' ', 1), 'cancelled', 'a late replacement does not revive a cancelled order');

-- Down: free after the exchange's word only.
select resting(7003, 100) as id \gset
select free(7003) as free_before \gset
select modify(:id, 40, 1290);
select is(line(:id), 'replace_pending 0/100 of 100 at 1283.8', 'a decrease frees nothing yet');
select is(free(7003), :free_before::bigint, 'nothing');
select flush(), happens(:id, 'partially_filled', 30);
select is(line(:id), 'replace_pending 30/70 of 100 at 1283.8', 'a fill meanwhile counts');
select happens(:id, 'replaced', 30, 40, 1290, (latest(:id, 'replace')).cl_ord_id);
select is(line(:id), 'partially_filled 30/10 of 40 at 1290', 'then it is smaller and has its price');
select is(free(7003), :free_before::bigint + 60, 'and the rest is free');
select modify(:id, 50, null), flush();
select happens(:id, 'replaced', null, 40, 1290, (select r.cl_ord_id from core.order_requests r
    where r.order_id = :id and r.kind = 'replace' order by 1 limit 1));
select is(line(:id), 'replace_pending 30/20 of 40 at 1290', 'a repeated older answer changes nothing');
select happens(:id, 'partially_filled', 45);
select happens(:id, 'replaced', null, 45, null, (latest(:id, 'replace')).cl_ord_id);
select is(line(:id), 'filled 45/0 of 45 at 1290', 'replaced down to what has traded: done');

-- A cancel behind a replacement.
select resting(7003, 20) as id \gset
select modify(:id, 10, null);
select cancel(:id);
select results_eq($$select state::text from core.order_requests where order_id = $$ || :id || $$ order by 1$$,
    $$values ('answered'), ('queued'), ('withdrawn')$$, 'a replacement that has not left is withdrawn');
select is((latest(:id, 'cancel')).orig_cl_ord_id, (select cl_ord_id from core.orders where order_id = :id),
    'the cancel names the order as it is');
select is(line(:id), 'cancel_pending 0/20 of 20 at 1283.8', 'which has its own quantity');
select flush(), happens(:id, 'cancelled');

select resting(7003, 20) as id \gset
select modify(:id, 10, null), flush(), cancel(:id);
select is(line(:id), 'cancel_pending 0/20 of 20 at 1283.8', 'cancelled while the replacement is on its way');
select is((latest(:id, 'cancel')).orig_cl_ord_id, (latest(:id, 'replace')).cl_ord_id, 'the cancel follows it');
select happens(:id, 'cancel_rejected');
select is(line(:id), 'replace_pending 0/20 of 20 at 1283.8', 'a refused cancel leaves the replacement');
select cancel(:id), happens(:id, 'replace_rejected');
select is(line(:id), 'cancel_pending 0/20 of 20 at 1283.8', 'a refused replacement leaves the cancel');
select flush(), happens(:id, 'replaced', null, 10, null, null);
select is(line(:id), 'cancel_pending 0/10 of 10 at 1283.8', 'a replaced one, too');
select happens(:id, 'purged');
select is(split_part(line(:id), ' ', 1), 'unknown', 'a purge makes it unknown');
select is(happens(:id, 'acknowledged'), 0::bigint, 'an answer settles it');
select is(split_part(line(:id), ' ', 1), 'acknowledged', 'it lives');

select resting(7003, 20) as id \gset
select modify(:id, 30, null), flush(), happens(:id, 'unknown');
select is(line(:id), 'unknown 0/30 of 20 at 1283.8', 'unknown stays reserved, enlarged if it was');
select happens(:id, 'acknowledged');
select is(split_part(line(:id), ' ', 1), 'replace_pending', 'found again, the replacement is still awaited');
select happens(:id, 'replaced', null, null, null, null);
select is(line(:id), 'acknowledged 0/30 of 30 at 1283.8', 'told without a quantity it is the one asked for');
select happens(:id, 'restated', null, 25, null, null);
select is(line(:id), 'acknowledged 0/25 of 25 at 1283.8', 'a restatement is believed');
select happens(:id, 'restated', null, 0, null, null);
select is(split_part(line(:id), ' ', 1), 'cancelled', 'restated to nothing: taken out');
select is(happens(:id, 'sent'), 1::bigint, 'an event that cannot be is answered');

select is_empty($$select * from core.orders where cumulative_quantity + leaves_quantity
    > greatest(quantity, coalesce(replacing_quantity, 0))$$, 'quantities add up');
select results_eq($$select order_id from notify.outbox where kind = 'order_replaced'
    order by outbox_id limit 1$$, $$select order_id from core.orders order by order_id limit 1$$,
    'the client is told of a change that was asked for');
select is_empty($$select from core.alerts where kind = 'order_overfilled'$$, 'nothing was overfilled');
select results_eq($$select event from core.order_events e where e.order_id = (select min(order_id) from core.orders)
    order by order_event_id$$,
    $$values ('placed'), ('sent'), ('acknowledged'), ('replace_requested'), ('filled'), ('replaced'), ('filled')$$,
    'the history holds what happened');
select * from finish();
rollback;

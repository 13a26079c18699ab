-- POST /squareoff: who may, what is refused, and the same request twice.
begin;
set local search_path = tap;
\ir ../fixtures/people.psql
\ir ../fixtures/book.psql
\ir ../fixtures/exchange.psql
select plan(41);
select sync.fold_before_decision();
create temp table ids on commit drop as select open_call('arun', 9001) as call_id,
    position_of(9001, 7001) as nifty, position_of(9001, 7002) as banknifty,
    position_of(9001, 7003) as reliance, position_of(9002, 7001) as other;
grant select on ids to public;
-- People create no temporary objects.
create temp table answers (first jsonb) on commit drop;
create temp table sliced (answer jsonb) on commit drop;
grant all on answers, sliced to public;
-- The code that a square-off with these more parameters is refused with.
create function tap.refusal(position_id bigint, more text default '') returns text language sql as $$
    select tap.raised(format('select api.square_off((select call_id from pg_temp.ids), %s, %L%s)',
        coalesce(position_id::text, 'null'), 'key-' || md5(random()::text), more)) ->> 'code' $$;

select become('arun');
select is(refusal((select nifty from ids), ', 76'), 'IR107', 'a quantity that is no whole number of lots');
select is(refusal((select nifty from ids), ', 225'), 'IR301', 'more than the position');
select is(refusal((select nifty from ids), ', 0'), 'IR101', 'nothing');
select is(refusal((select nifty from ids), ', -75'), 'IR101', 'less than nothing');
select is(refusal((select nifty from ids), ', 75, 50'), 'IR101', 'quantity and percent');
select is(refusal((select nifty from ids), ', null, 101'), 'IR101', 'more than all');
select is(refusal((select nifty from ids), ', null, 40'), 'IR301', 'a percentage below one lot');
select is(refusal((select nifty from ids), $$, null, null, 'STOP'$$), 'IR101', 'an order type that is none');
select is(refusal((select nifty from ids), $$, null, null, 'LIMIT'$$), 'IR103', 'a limit without a price');
select is(refusal((select nifty from ids), $$, null, null, 'LIMIT', 23000.02$$), 'IR108', 'a price off the tick');
select is(refusal((select nifty from ids), $$, null, null, 'LIMIT', 19999.95$$), 'IR108', 'a price below the range');
select is(refusal((select nifty from ids), $$, null, null, 'LIMIT', 26000.05$$), 'IR108', 'a price above the range');
select is(refusal((select nifty from ids), $$, null, null, 'MARKET', 23000$$), 'IR101', 'a market order with a price');
select is(refusal((select other from ids)), 'IR104', 'a position of another client');
select is(refusal(-1), 'IR104', 'a position that does not exist');
select is(raised($$select api.square_off(gen_random_uuid(), (select nifty from ids), 'k')$$) ->> 'code', 'IR403',
    'a call that does not exist');
select is(raised($$select api.square_off((select call_id from ids), (select nifty from ids), '')$$) ->> 'code',
    'IR105', 'an empty key');
select is(raised($$select api.square_off((select call_id from ids), (select nifty from ids), null)$$) ->> 'code',
    'IR105', 'no key');

select become('asha');
select is(refusal((select nifty from ids)), 'IR403', 'another agent''s call');
select become('vera');
select is(refusal((select nifty from ids)), '42501', 'a viewer has no right to the function');
select become_nobody();
select is(refusal((select nifty from ids)), 'IR401', 'nobody is nobody');
select is((select count(*) from core.orders) + (select count(*) from core.instructions)
    + (select count(*) from core.idempotency_keys) + (select count(*) from queue.dispatch), 0::bigint,
    'every refusal changed nothing');

-- What the book says of prices and lots is the exchange's, and may be odd.
create function tap.price_with(range text) returns numeric language plpgsql as $$
declare
    v_price numeric;
begin
    execute 'update book.instruments set ' || range || ' where instrument_id = 7003';
    perform tap.exit(9001, 7003, 1);
    select o.limit_price into v_price from core.orders o order by o.order_id desc limit 1;
    return v_price;
end $$;
savepoint odd;
select is(price_with('lower_price = 0, upper_price = 0'), 1283.80, 'a range of 0 is none');
select is(price_with('lower_price = 1303.02, upper_price = 1400'), 1303.05, 'the range''s end is on the tick');
select is(price_with('lower_price = 1000, upper_price = 1250.03'), 1250.00, 'at both ends');
select is(raised('select price_with($r$tick_size = 0$r$)') -> 'detail' ->> 'reason',
    'its lot, tick or multiplier is not above 0', 'without a tick there is no price');
select is(raised('select price_with($r$lot_size = 0$r$)') ->> 'code', 'IR303', 'nor a quantity without a lot');
rollback to odd;

update core.site set mode = 'standby';
select become('arun');
select is(refusal((select nifty from ids)), 'IR201', 'a desk in standby makes no orders');
select become_nobody();
update core.site set mode = 'active';
update fix.sessions set enabled = false where name = 'ORDERS';
select become('arun');
select is(refusal((select nifty from ids)), 'IR203', 'no session for the exchange');
select become_nobody();
update fix.sessions set enabled = true;
update book.instruments set expiry_date = '2026-01-14' where instrument_id = 7002;
delete from book.prices where instrument_id = 7003;
select become('arun');
select is(refusal((select banknifty from ids)), 'IR303', 'an expired contract');
select is(refusal((select reliance from ids)), 'IR303', 'no price to protect the order by');

select is(refusal((select reliance from ids), $$, 4, null, 'MARKET'$$), null, 'a market order needs none');
insert into answers select api.square_off((select call_id from ids), (select nifty from ids), 'same', 75);
select is(api.square_off((select call_id from ids), (select nifty from ids), 'same', 75),
    (select first from answers), 'the same key gives the same answer');
select is(raised($$select api.square_off((select call_id from ids), (select nifty from ids), 'same', 150)$$)
    ->> 'code', 'IR106', 'the same key for another request');
select become_nobody();
select is((select count(*) from core.orders where position_id = (select nifty from ids)), 1::bigint,
    'one order was made');
select results_eq($$select o.request_id, i.kind::text, i.call_id from core.orders o join core.instructions i
        using (instruction_id) where o.order_id = ((select first from answers) #>> '{orders,0,order_id}')::bigint$$,
    $$select 'request of arun', 'square_off', call_id from ids$$, 'it names its request, instruction and call');
select become('arun');
select is(refusal((select nifty from ids), ', 150'), 'IR301', 'what is on its way is not available again');
select become_nobody();

-- Above the freeze quantity an order goes in slices of whole lots below it.
update book.opening_positions set quantity = 4000 * 75 where (user_id, instrument_id) = (9001, 7001);
select become('arun');
insert into sliced select api.square_off((select call_id from ids), (select nifty from ids), 'slices', 3750);
select results_eq($$select (o ->> 'quantity')::bigint from jsonb_array_elements((select answer from sliced)
        -> 'orders') o$$, 'values (1800::bigint), (1800::bigint), (150::bigint)', 'slices below the freeze quantity');
select is(refusal((select nifty from ids)), null, 'as many slices as are allowed');
select become_nobody();
update core.settings set value = '2' where name = 'max_slices';
select become('arun');
select is(refusal((select reliance from ids), $$, 1, null, 'MARKET'$$), null, 'a small one needs one slice');
select become_nobody();
update core.calls set expires_at = now(), opened_at = now() - interval '1 hour';
select become('arun');
select is(refusal((select reliance from ids), $$, 1, null, 'MARKET'$$), 'IR403', 'an expired call is closed');
select become_nobody();
select * from finish();
rollback;

-- A long history costs a list nothing: it looks at pages in proportion to what it answers.
begin;
set local search_path = tap;
\ir ../fixtures/people.psql
\ir ../fixtures/book.psql
select plan(11);
-- Pages that a statement looks at, once its plans are made.
create function tap.pages(statement text) returns bigint language plpgsql as $$
declare
    v_plan json;
begin
    for v_round in 1 .. 7 loop
        execute 'explain (analyze, buffers, format json) ' || statement into v_plan;
    end loop;
    return (v_plan #>> '{0,Plan,Shared Hit Blocks}')::bigint
        + (v_plan #>> '{0,Plan,Shared Read Blocks}')::bigint;
end $$;
-- One client of many orders, one of few and old ones.
insert into book.orders (order_id, user_id, instrument_id, trade_date, product, side, order_type, quantity,
    filled_quantity, status, placed_at, updated_at)
select n, case when n <= 30 then 9002 else 9001 end, 7001, '2026-01-15', 'NRML', 'buy', 'MARKET', 75, 75,
    'filled', '2026-01-01'::timestamptz + n * interval '1 second', now()
from generate_series(1, 100000) n;
insert into book.trades (trade_id, order_id, user_id, instrument_id, exchange, segment, trade_date,
    trade_number, product, side, quantity, price, executed_at)
select n, n, 9001, 7001, 'NSE', 'FO', '2026-01-15', n::text, 'NRML', case n % 2 when 0 then 'buy' else 'sell' end,
    75, 23000, now()
from generate_series(1, 20000) n;
select sync.fold(20000);
update core.settings set value = '20' where name = 'list_limit';
analyze;
select tap.open_call('arun', 9001), tap.open_call('asha', 9002);

select become('arun');
select is(jsonb_array_length(api.get_orders(9001)), 20, 'a list is bounded');
select is(api.get_orders(9001) #>> '{0,order_id}', '100000', 'the newest first');
select cmp_ok(pages('select api.get_orders(9001)'), '<', 700::bigint, 'orders of a client with many');
select cmp_ok(pages('select api.get_orders()'), '<', 700::bigint, 'of the clients one serves');
select cmp_ok(pages('select api.get_trades(9001)'), '<', 700::bigint, 'trades of a client with many');
select become('asha');
select cmp_ok(pages('select api.get_orders()'), '<', 700::bigint, 'orders of a client with few, long ago');
select is(api.get_orders() #>> '{0,order_id}', '30', 'are found');
select cmp_ok(pages('select api.get_trades(9002)'), '<', 700::bigint, 'trades of a client with none');
select become('sunil');
select cmp_ok(pages('select api.get_orders()'), '<', 700::bigint, 'orders of all');
select is(api.get_orders() #>> '{0,order_id}', '100000', 'the newest first, too');
select cmp_ok(pages('select api.get_orders(9002)'), '<', 700::bigint, 'and of one of all');
select * from finish();
rollback;

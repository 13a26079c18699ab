-- Trades that wait for their order cost a decision nothing, however many there are.
begin;
set local search_path = tap;
\ir ../fixtures/people.psql
\ir ../fixtures/book.psql
\ir ../fixtures/exchange.psql
select plan(18);
create function tap.waiting_trade(number text) returns core.trade_report language sql as $$
    select row('NSE', 'FO', '2026-01-15', number, 'buy', 75, 23000, now(), null, null, null, null,
        'EX' || number, 'nobody', null)::core.trade_report $$;
create function tap.order(id bigint, number text, product text default 'NRML',
    instrument bigint default 7001) returns void language sql as $$
    insert into book.orders (order_id, user_id, instrument_id, trade_date, product, side, order_type, quantity,
        filled_quantity, status, exchange_order_id, placed_at, updated_at)
    values (id, 9002, instrument, '2026-01-15', product, 'buy', 'MARKET', 75, 75, 'filled', number, now(), now()) $$;
create function tap.net() returns bigint language sql as $$
    select net_quantity from core.positions where (user_id, instrument_id, product) = (9002, 7001, 'NRML') $$;
-- Pages that a call looks at, its plans made: what it costs on any machine. The least of three, as
-- a vacuum beside this makes a call read the catalogue anew.
create function tap.pages(statement text) returns bigint language plpgsql as $$
declare
    v_plan json;
    v_least bigint;
begin
    execute statement;
    for v_time in 1 .. 3 loop
        execute 'explain (analyze, buffers, format json) ' || statement into v_plan;
        v_least := least(v_least, (v_plan #>> '{0,Plan,Shared Hit Blocks}')::bigint
            + (v_plan #>> '{0,Plan,Shared Read Blocks}')::bigint);
    end loop;
    return v_least;
end $$;

-- What a thousand cost, twenty thousand cost: whatever other tests have left in the tables counts
-- in both. Truncated is what a vacuum would clear, which needs a commit.
select logic.apply_trades('drop_copy', array(
    select tap.waiting_trade(n::text) from generate_series(1, 1000) n));
select sync.fold(), sync.fold();
truncate sync.waiting_trades;
analyze;
select pages('select logic.fold_needed()') as asking, pages('select sync.fold()') as folding,
    pages('select * from logic.assignable_trades()') as looking \gset
select logic.apply_trades('drop_copy', array(
    select tap.waiting_trade(n::text) from generate_series(1001, 20000) n));
select is((select count(*) from core.trades where position_id is null), 20000::bigint, 'many trades wait');
select ok(logic.fold_needed(), 'they are held against the book');
select sync.fold(), sync.fold();
select ok(not logic.fold_needed(), 'once');
truncate sync.waiting_trades;
analyze;
select cmp_ok(pages('select logic.fold_needed()') - :asking, '<', 40::bigint, 'then asking costs a few pages');
select cmp_ok(pages('select sync.fold()') - :folding, '<', 40::bigint, 'so does folding nothing');

-- Orders that come.
select tap.order(1, 'EX17'), tap.order(2, 'EX-unknown');
select ok(logic.fold_needed(), 'an order that comes is noticed');
select cmp_ok(pages('select * from logic.assignable_trades()') - :looking, '<', 200::bigint,
    'only what it is for is looked at');
select is(sync.fold(), 1::bigint, 'its trade is assigned');
select is(net(), 150::bigint, 'and moves the position');
select ok(not logic.fold_needed(), 'and that is all');
select tap.order(3, null);
select sync.fold();
update book.orders set exchange_order_id = 'EX18' where order_id = 3;
select is(sync.fold(), 1::bigint, 'an order whose number comes later counts as new');
update book.orders set filled_quantity = 74 where order_id = 3;
select ok(not logic.fold_needed(), 'any other change does not');

-- A trade that came while a fold was looking: it carries its own mark.
select tap.order(4, 'EX30000');
select sync.fold();
select logic.apply_trades('drop_copy', array[tap.waiting_trade('30000')]);
select is(sync.fold(), 1::bigint, 'a trade behind its order is looked at, too');

-- A product that the desk does not know; an instrument that comes after its order.
select tap.order(5, 'EX19', product => 'BO'), tap.order(6, 'EX20', instrument => 7777);
select is(sync.fold(), 0::bigint, 'what cannot be assigned waits on');
select is((select user_id from core.trades where trade_number = '19'), null, 'with nobody''s name on it');
insert into book.instruments (instrument_id, exchange, segment, symbol, underlying, instrument_type,
    lot_size, tick_size, multiplier, updated_at)
values (7777, 'NSE', 'FO', 'LATE', 'LATE', 'IDF', 75, 0.05, 1, now());
select ok(not logic.fold_needed(), 'nothing tells that its instrument has come');
update sync.watermarks set folded_at = now() - interval '61 seconds' where table_name = 'everything';
select is(sync.fold(), 1::bigint, 'once a minute everything is looked at');
select ok(not logic.fold_needed(), 'and not more often');
select * from finish();
rollback;

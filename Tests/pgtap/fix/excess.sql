-- Trades from elsewhere make live exits close too much: only what is too much is taken back.
begin;
set local search_path = tap;
\ir ../fixtures/people.psql
\ir ../fixtures/book.psql
\ir ../fixtures/exchange.psql
select plan(20);
update core.settings set value = '0' where name = 'chase_after_seconds';
update book.opening_positions set quantity = 100 where user_id = 9001 and instrument_id = 7003;
select sync.fold_before_decision();
create function tap.flush() returns text language sql as $$
    select string_agg(msg_type, '' order by sequence)
    from tap.dispatch() as (sequence bigint, msg_type text, body text) $$;
create function tap.told(id bigint, event text, units bigint default null, done bigint default null)
returns bigint language sql as $$
    select count(*) from logic.change_orders(array[row(id, event, done, null, null, null, null,
        null, units, null, null)::core.order_change]) $$;
create function tap.line(id bigint) returns text language sql as $$
    select concat_ws(' ', status, cumulative_quantity || '/' || leaves_quantity, 'of', quantity,
        '->' || replacing_quantity) from core.orders where order_id = id $$;
create sequence tap.n;
-- The client sells elsewhere.
create function tap.elsewhere(instrument_id bigint, units bigint) returns bigint language sql as $$
    select logic.apply_trades('drop_copy', array[row(i.exchange, i.segment, '2026-01-15',
        'Z' || nextval('tap.n'), 'sell', units, 1300, now(), 9001, i.instrument_id,
        case i.segment when 'CM' then 'CNC' else 'NRML' end, null, 'ELSE', 'ZC9001', null)::core.trade_report])
    from book.instruments i where i.instrument_id = elsewhere.instrument_id $$;

select exit(9001, 7003, 60) as old \gset
select exit(9001, 7003, 40) as new \gset
select flush(), told(:old, 'acknowledged'), told(:new, 'acknowledged');
select elsewhere(7003, 25);
select is(line(:new), 'replace_pending 0/40 of 40 ->15', 'the newest is reduced by what is too much');
select is(line(:old), 'acknowledged 0/60 of 60', 'the older stands');
select is((select details -> 'reduced_to' from core.alerts where kind = 'exit_above_position'), '15', 'a person is told');
select ok((select not can_wait from queue.dispatch), 'a reduction leaves in a pause, too');
select elsewhere(7003, 1);
select is(line(:new), 'cancel_pending 0/40 of 40', 'more while it is on its way: taken back whole, nothing having left');
select flush(), told(:new, 'cancelled');
select elsewhere(7003, 24);
select is(line(:old), 'replace_pending 0/60 of 60 ->50', 'the next is reduced');
select flush() as f;
select elsewhere(7003, 0 + 1);
select is(line(:old), 'cancel_pending 0/60 of 60 ->50', 'and taken back when that is not enough');
select told(:old, 'replaced', 50), told(:old, 'cancelled');

select exit(9001, 7003, 49) as id \gset
select flush(), told(:id, 'acknowledged');
select elsewhere(7003, 9);
select is(line(:id), 'replace_pending 0/49 of 49 ->40', 'a reduction');
select is(flush(), 'G', 'leaves');
select told(:id, 'replace_rejected');
select is(line(:id), 'cancel_pending 0/49 of 49', 'that is refused ends the whole order');
select is(flush(), 'F', 'by a cancel');
select told(:id, 'cancelled');

select exit(9001, 7003, 40) as id \gset
select flush(), told(:id, 'partially_filled', null, 38);
select elsewhere(7003, 3);
select is(line(:id), 'cancel_pending 38/2 of 40', 'no less than has traded: taken back whole');
select told(:id, 'cancelled', null, 38);

-- Whole lots, and a position that turned.
select exit(9001, 7001, 150) as id \gset
select flush(), told(:id, 'acknowledged');
select elsewhere(7001, 25);
select is(line(:id), 'replace_pending 0/150 of 150 ->75', 'whole lots');
select flush(), told(:id, 'replaced', 75);
select is(line(:id), 'acknowledged 0/75 of 75', 'it goes on');
select elsewhere(7001, 200);
select is(line(:id), 'cancel_pending 0/75 of 75', 'a position that turned: all is too much');
select flush();
select told(:id, 'cancelled');
-- Not sent yet: withdrawn.
select exit(9001, 7002, 35) as id \gset
select logic.apply_trades('drop_copy', array[row('NSE', 'FO', '2026-01-15', 'Y1', 'buy', 70, 400, now(), 9001, 7002,
    'NRML', null, 'ELSE', 'ZC9001', null)::core.trade_report]);
select is(line(:id), 'cancelled 0/0 of 35', 'what has not left is withdrawn');
-- The primary's morning file is put right: there was less to close from the start. 38 are told, but not
-- confirmed.
update book.opening_positions set quantity = 200 where user_id = 9001 and instrument_id = 7003;
select sync.fold();
select exit(9001, 7003, 60) as id \gset
select flush(), told(:id, 'acknowledged');
update book.opening_positions set quantity = quantity - (
    select p.net_quantity - 68 from core.positions p where p.position_id = position_of(9001, 7003))
where user_id = 9001 and instrument_id = 7003;
savepoint corrected;
select sync.fold();
select is(line(:id), 'replace_pending 0/60 of 60 ->30', 'a corrected opening position: reduced by the fold');
select is((select details ->> 'excess' from core.alerts where kind = 'exit_above_position'
    and subject = :id::text), '30', 'a person is told');
rollback to corrected;
select logic.available_quantity(p) from core.positions p where p.position_id = position_of(9001, 7003);
select is(line(:id), 'replace_pending 0/60 of 60 ->30', 'or by the decision that sees it first');
select flush(), told(:id, 'replaced', 30), told(:id, 'cancelled');
select is_empty($$select * from logic.excess_exits(array(select position_id from core.positions))$$, 'nothing is too much');
select * from finish();
rollback;

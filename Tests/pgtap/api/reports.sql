-- Documents to print and to send: trades, positions, the contingency sheet, the incident.
begin;
set local search_path = tap;
\ir ../fixtures/people.psql
\ir ../fixtures/book.psql
select sync.fold();
\ir ../fixtures/exchange.psql
insert into core.site_changes (from_mode, to_mode, reason) values ('standby', 'active', 'main site, "down"');
select plan(24);

create function pg_temp.report(name text, format text default null) returns text language sql as $$
    select api.get_report(name, format) ->> 'content';
$$;
grant execute on function pg_temp.report(text, text) to public;
create temp table exit_order on commit drop as select tap.exit(9001, 7001, 75) as order_id;
select count(*) from tap.dispatch() as d (a bigint, b text, c text);
select tap.deliver('ORDERS', tap.fill(order_id, 'T1', 75, 23000, 75)) from exit_order;
select tap.deliver('DROPCOPY', tap.fill(order_id, 'T1', 75, 23000, 75)) from exit_order;
update book.users set name = '=cmd|<b>"One"</b>' where user_id = 9001;
insert into book.orders (order_id, user_id, instrument_id, trade_date, product, side, order_type, quantity,
    filled_quantity, status, exchange_order_id, cl_ord_id, placed_at, updated_at)
values (811, 9002, 7001, '2026-01-15', 'NRML', 'sell', 'MARKET', 75, 25, 'partially_filled', 'PX', 'PC', now(), now());

select tap.become('arun');
select is(raised($$ select api.get_report('trades') $$) ->> 'code', '42501', 'a report is about all clients');
select tap.become('sunil');
select is(raised($$ select api.get_report('salaries') $$) ->> 'code', 'IR104', 'one of four');
select is(raised($$ select api.get_report('trades', 'pdf') $$) ->> 'code', 'IR101', 'in one of two formats');
select is(raised($$ select api.get_report('contingency-sheet', 'csv') $$) ->> 'code', 'IR101', 'the sheet is to print');
select is(api.get_report('trades') - array['content'], '{"media_type": "text/csv; charset=utf-8",
    "file_name": "trades-2026-01-15.csv"}'::jsonb, 'a file has a name');
select matches(pg_temp.report('trades'), E'^exchange,segment,.*\r\nNSE,FO,2026-01-15,T1,X[0-9]+,IR[0-9]+,ZC9001,35001,',
    'a trade of the desk is in the trade file');
select is(array_length(string_to_array(pg_temp.report('trades'), E'\r\n'), 1), 3, 'and nothing else');
select matches(pg_temp.report('positions'), E'\r\nNSE,FO,ZC9001,"\'=cmd\\|<b>""One""</b>",NIFTY26JANFUT,',
    'what a spreadsheet would run is text');
select matches(pg_temp.report('positions', 'html'), '=cmd\|&lt;b&gt;&quot;One&quot;', 'what a browser would run, too');
select doesnt_match(pg_temp.report('positions', 'html'), '<script|<b>', 'no tag of a client''s gets through');
select matches(pg_temp.report('trades'), E',75,23000[.0]*,2026-01-15T[0-9:.]+Z,', 'a program reads plain figures and UTC');
select matches(pg_temp.report('trades', 'html'), '<td>75</td><td>23,000.00</td><td>15 Jan 2026, [0-9:]{8} IST</td>', 'people read groups and India''s time');
select matches(pg_temp.report('positions', 'html'), '<td>-70</td><td>buy</td><td>[0-9,]+\.\d\d</td>', 'prices have two decimals');
select matches(pg_temp.report('incident', 'html'), '<td>[0-9]{2} [A-Z][a-z]{2} [0-9]{4}, [0-9:]{8} IST</td><td>site</td>', 'the chronology says the day, too');
select doesnt_match(pg_temp.report('incident', 'html'), '<th>india</th>', 'and each time once');
select matches(pg_temp.report('contingency-sheet'), '<h2>NSE: open positions of 2026-01-15</h2>', 'a section an exchange');
select matches(pg_temp.report('contingency-sheet'), '<td>BANKNIFTY26JAN50000CE</td>.*<td>-70</td><td>buy</td>',
    'how a position is closed');
select matches(pg_temp.report('contingency-sheet'), '<td>primary</td><td>ZC9002</td>.*<td>50</td>',
    'what of the primary''s may still trade');
select matches(pg_temp.report('contingency-sheet'), '\+919000009002', 'and whom to call');
select matches(pg_temp.report('incident'), E'site,site,"standby -> active: main site, ""down"""', 'the chronology says why');
select matches(pg_temp.report('incident', 'html'), '<td>value traded by the desk, rupees</td><td>17,25,000.00<',
    'the impact says how much');
select matches(pg_temp.report('incident', 'html'), '<td>orders filled</td><td>1</td>', 'and what became of orders');
select matches(pg_temp.report('incident', 'html'), 'Mode: active since [0-9]{2} [A-Z][a-z]{2} [0-9]{4}, [0-9:]{8} IST', 'every page says in which mode');
select tap.become_nobody();
select ok(exists (select from audit.log where action = 'read:get_report:incident'), 'who read it is in the log');

select * from finish();
rollback;

-- Files of the exchange: a clearing member's positions as a second opinion, the day's trades through
-- the one trade function; whole or not at all.
begin;
set local search_path = tap;
set local client_min_messages = error;
\ir ../fixtures/people.psql
\ir ../fixtures/book.psql
select sync.fold();
select plan(35);
create function pg_temp.load(kind text, columns text, lines text[]) returns jsonb language plpgsql as $$
declare
    v_file bigint := sync.begin_exchange_file(kind, 'test.csv', string_to_array(columns, ','));
begin
    perform sync.add_file_lines(v_file, 2, lines);
    return sync.take_exchange_file(v_file);
end $$;
create function pg_temp.reason(answer jsonb) returns text language sql as $$ select answer #>> '{problems,0,reason}' $$;
create function pg_temp.net(client bigint, instrument bigint) returns bigint language sql as $$
    select net_quantity from core.positions where (user_id, instrument_id, product) = (client, instrument, 'NRML') $$;
create temp table layout (kind text, columns text) on commit drop;
insert into layout values
('positions', 'Sgmt,Src,RptgDt,BizDt,TradRegnOrgn,ClrMmbId,BrkrOrCtdnPtcptId,ClntTp,ClntId,FinInstrmTp,ISIN,TckrSymb,XpryDt,FininstrmActlXpryDt,StrkPric,OptnTp,NewBrdLotQty,OpngLngQty,OpngLngVal,OpngShrtQty,OpngShrtVal,OpnBuyTradgQty,OpnBuyTradgVal,OpnSellTradgQty,OpnSellTradgVal,PreExrcAssgndLngQty,PreExrcAssgndLngVal,PreExrcAssgndShrtQty,PreExrcAssgndShrtVal,ExrcdQty,AssgndQty,PstExrcAssgndLngQty,PstExrcAssgndLngVal,PstExrcAssgndShrtQty,PstExrcAssgndShrtVal,SttlmPric,RefRate,PrmAmt,DalyMrkToMktSettlmVal,FutrsFnlSttlmVal,ExrcAssgndVal,Rmks,Rsvd1,Rsvd2,Rsvd3,Rsvd4'),
('trades', 'TradDt,BizDt,Sgmt,Src,Xchg,ClrMmbId,Brkr,FinInstrmTp,FinInstrmId,ISIN,TckrSymb,SctySrs,XpryDt,FininstrmActlXpryDt,StrkPric,OptnTp,FinInstrmNm,ClntTp,ClntId,FullyExctdConfSnt,OrgnlCtdnPtcptId,CtdnPtcptId,SttlmTp,SctiesSttlmTxId,BuySellInd,TradQty,NewBrdLotQty,Pric,UnqTradIdr,RptdTxSts,TradDtTm,UpdDt,OrdrRef,OrdrDtTm,InstgUsr,CtclId,TradRegnOrgn,OrdrTp,BlckDealInd,SttlmCycl,MktTpandId,Rmks,Rsvd1,Rsvd2,Rsvd3,Rsvd4');
create function pg_temp.position(client text, underlying text, expiry text, strike text, type text, long_units text, short_units text, day text default '20260114') returns text language sql as $$
    select concat_ws(',', 'FO', 'NCL', day, day, '1', '6538', '6538', 'C', client, case type when '' then 'IDF' else 'IDO' end, '',
        underlying, expiry, expiry, strike, type, '75', repeat('0,', 13) || '0', long_units, '0', short_units, '0', '1000', '', '0', '0', '0', '0', '', '', '', '', '') $$;
create function pg_temp.trade(number text, side text, units text, price text, client text default 'ZC9001', order_number text default '',
    state text default '11', type text default 'C', at text default '2026-01-15T10:15:30') returns text language sql as $$
    select concat_ws(',', '2026-01-15', '2026-01-15', 'FO', 'NSE', '1', '6538', '6538', 'IDF', '35001', '', 'NIFTY', '', '2026-01-29', '2026-01-29', '', '',
        'NIFTY26JANFUT', type, client, '', '', '', '', '', side, units, '75', price, number, state, at, at, order_number, at, '1', '1', '1', 'RL', 'N', 'T1', '1',
        '', '', '', '', '') $$;
create function pg_temp.positions(variadic lines text[]) returns jsonb language sql as $$
    select pg_temp.load('positions', (select columns from layout where kind = 'positions'), lines) $$;
create function pg_temp.trades(variadic lines text[]) returns jsonb language sql as $$
    select pg_temp.load('trades', (select columns from layout where kind = 'trades'), lines) $$;
create temp table openings on commit drop as
select p.user_id, p.instrument_id, sum(p.overnight_quantity)::bigint as units from core.positions p
join book.instruments i using (instrument_id) where i.segment = 'FO' group by 1, 2;
create function pg_temp.line(client bigint, instrument bigint, more bigint default 0) returns text language sql as $$
    select pg_temp.position(u.broker_id, i.underlying, to_char(i.expiry_date, 'DD-MM-YYYY'), coalesce(i.strike_price::text, ''),
        coalesce(i.option_type, ''), greatest(o.units + more, 0)::text, greatest(-(o.units + more), 0)::text)
    from openings o join book.users u using (user_id) join book.instruments i using (instrument_id)
    where (o.user_id, o.instrument_id) = (client, instrument) $$;
select is(array(select cardinality(string_to_array(columns, ',')) from layout), array[46, 46], 'both layouts have 46 columns');

-- Positions.
select is(pg_temp.positions(variadic array(select pg_temp.line(user_id, instrument_id) from openings)) - 'file_id' - 'rows' - 'clients',
    '{"breaks": 0, "problems": [], "trade_date": "2026-01-15", "business_date": "2026-01-14", "problem_count": 0}',
    'the same positions are no break, whichever way days are written');
select is_empty('select * from ops.opening_breaks', 'and none is listed');
select is(pg_temp.positions(pg_temp.line(9001, 7001, 75), pg_temp.position('ZX1', 'NIFTY', '20260129', '', '', '75', '0'),
    pg_temp.position('ZC9001', 'NIFTY', '20260226', '', '', '150', '0'), pg_temp.position('ZC9002', 'BANKNIFTY', '2026-01-29', '50000', 'CE', '0', '35'),
    pg_temp.position('ZC9002', 'FINNIFTY', '20260127', '', '', '0', '0')) ->> 'breaks',
    '6', 'what differs is a break');
select results_eq($$ select broker_id, contract, reason, file_quantity, desk_quantity is not null from ops.opening_breaks order by 1, 2, 3 $$,
    $$ values ('ZC9001', 'BANKNIFTY 2026-01-29 50000 CE', 'only_at_desk', null::bigint, true),
        ('ZC9001', 'NIFTY 2026-01-29', 'quantity_differs', (select units + 75 from openings where (user_id, instrument_id) = (9001, 7001)), true),
        ('ZC9001', 'NIFTY 2026-02-26', 'contract_unknown', 150, false),
        ('ZC9002', 'BANKNIFTY 2026-01-29 50000 CE', 'only_in_file', -35, false),
        ('ZC9002', 'NIFTY 2026-01-29', 'only_at_desk', null, true),
        ('ZX1', 'NIFTY 2026-01-29', 'client_unknown', 75, false) $$, 'each with its reason, signed');
select is((select count(*) from core.alerts where kind = 'opening_breaks' and resolved_at is null), 1::bigint, 'with an alert');
select is(pg_temp.positions(variadic array(select pg_temp.line(user_id, instrument_id) from openings)) ->> 'breaks', '0', 'a better file');
select is((select count(*) from core.alerts where kind = 'opening_breaks' and resolved_at is null), 0::bigint, 'ends it');
select is(pg_temp.reason(pg_temp.positions('FO,NCL,1')), '3 fields instead of 46', 'a short line is refused');
select is(pg_temp.reason(pg_temp.positions(pg_temp.position('ZC9001', 'NIFTY', '20260230', '', '', '1', '0'))),
    'XpryDt "20260230" is no date', 'so is a day that there is not');
select is(pg_temp.reason(pg_temp.positions(pg_temp.position('ZC9001', 'NIFTY', '20260129', 'x', 'CE', '1', '0'))),
    'StrkPric "x" of an option is no price', 'an option without strike');
select is(pg_temp.reason(pg_temp.positions(pg_temp.position('ZC9001', 'NIFTY', '20260129', '', '', '1.5', '0'))),
    'PstExrcAssgndLngQty "1.5" is no whole number', 'half a unit');
select is(pg_temp.reason(pg_temp.positions(pg_temp.line(9001, 7001), pg_temp.position('ZC9001', 'NIFTY', '20260129', '', '', '1', '0', '20260113'))),
    'BizDt 20260113, and other lines are of another day', 'two days in one file');
select is(pg_temp.reason(pg_temp.positions(pg_temp.position('ZC9001', 'NIFTY', '20260129', '', '', '1', '0', '20260115'))),
    'the book has no business day after 2026-01-15', 'a day that has no next one');
select is(pg_temp.positions(variadic '{}'::text[]) #>> '{problems,0,reason}', 'no rows after the header', 'an empty file');
select is((select count(*) from sync.file_lines), 0::bigint, 'no line is kept');

-- Trades.
create temp table before on commit drop as select pg_temp.net(9001, 7001) as net;
insert into book.orders (order_id, user_id, instrument_id, trade_date, product, side, order_type, quantity, filled_quantity, status,
    exchange_order_id, placed_at, updated_at)
values (5, 9001, 7001, '2026-01-15', 'NRML', 'buy', 'MARKET', 75, 75, 'filled', 'X5', now(), now());
select is(pg_temp.trades(pg_temp.trade('F1', 'B', '75', '23000.05', order_number => 'X5'), pg_temp.trade('F2', 'S', '75', '23001'),
    pg_temp.trade('F3', 'B', '75', '23000', state => '13'), pg_temp.trade('F4', 'B', '75', '23000', type => 'P')) - 'file_id' - 'rows',
    '{"business_date": "2026-01-15", "trades": 2, "known": 0, "moved": 1, "unassigned": 1, "cancelled": 1, "own_account": 1,
      "problems": [], "problem_count": 0}', 'trades of the file are taken; cancelled ones and the broker''s own are not');
select is(pg_temp.net(9001, 7001), (select net + 75 from before), 'one whose product is known moves its position');
select is((select file_at is not null and primary_at is null and executed_at = '2026-01-15 04:45:30+00' from core.trades where trade_number = 'F1'),
    true, 'it says where it comes from, and when it was in India');
select is((select position_id from core.trades where trade_number = 'F2'), null, 'one of an order that nobody knows waits');
select is(pg_temp.trades(pg_temp.trade('F1', 'B', '75', '23000.05', order_number => 'X5')) ->> 'known', '1', 'the same again is known');
select is(pg_temp.net(9001, 7001), (select net + 75 from before), 'and moves nothing');
insert into book.trades (trade_id, order_id, user_id, instrument_id, exchange, segment, trade_date, trade_number, exchange_order_id, product,
    side, quantity, price, executed_at)
values (1, 5, 9001, 7001, 'NSE', 'FO', '2026-01-15', 'F1', 'X5', 'NRML', 'buy', 75, 23000.05, now());
select sync.fold();
select is((select array[primary_at is not null, file_at is not null] from core.trades where trade_number = 'F1'), '{true,true}',
    'the primary''s telling of it is another time stamp');
select is(pg_temp.net(9001, 7001), (select net + 75 from before), 'nothing counts twice');
select is((pg_temp.trades(pg_temp.trade('F1', 'B', '75', '23000.05', order_number => 'X5', state => '13'))) ->> 'cancelled', '1', 'one that was cancelled later');
select is((select details -> 'trades' from core.alerts where kind = 'cancelled_trade_counted'), '["F1"]', 'and counts here is an alert');
select is(pg_temp.reason(pg_temp.trades(pg_temp.trade('F9', 'B', '75', '1'), pg_temp.trade('F9', 'B', '75', '1'))), 'trade F9 is on line 2 already', 'a trade twice');
select is(pg_temp.reason(pg_temp.trades(pg_temp.trade('F9', 'X', '75', '1'))), 'BuySellInd "X" is neither B nor S', 'no side');
select is(pg_temp.reason(pg_temp.trades(pg_temp.trade('F9', 'B', '0', '1'))), 'TradQty "0" is no positive number', 'no quantity');
select is(pg_temp.reason(pg_temp.trades(pg_temp.trade('F9', 'B', '75', '1', at => '2026-01-15 25:00:00'))), 'TradDtTm "2026-01-15 25:00:00" is no time', 'no time');
select is(pg_temp.trades(pg_temp.trade('F9', 'B', '75', '1'), left(pg_temp.trade('F10', 'B', '75', '1'), 150)) #> '{problems,0}',
    '{"line": 3, "reason": "32 fields instead of 46"}', 'a file that was cut off');
select is(pg_temp.reason(pg_temp.positions(pg_temp.line(9001, 7001), left(pg_temp.line(9001, 7001), 60))),
    '13 fields instead of 46', 'or one of positions');
select is((pg_temp.trades(pg_temp.trade('F1', 'B', '75', '23000.05', order_number => 'X5'), 'FO,NSE', pg_temp.trade('F9', 'B', '0', '1')))
    -> 'problem_count', '2', 'each bad line is told');
select is_empty($$ select from core.trades where trade_number = 'F9' $$, 'a refused file leaves nothing');
select is_empty('select * from ops.position_breaks', 'and the recomputed figures agree');
select * from finish();
rollback;

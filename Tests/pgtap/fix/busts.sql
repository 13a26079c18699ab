-- Trades that the exchange takes back or corrects: whoever tells it, in whatever order and however
-- often, the position, the order and what is reserved come out the same.
begin;
set local search_path = tap;
\ir ../fixtures/people.psql
\ir ../fixtures/book.psql
\ir ../fixtures/exchange.psql
select no_plan();
select sync.fold_before_decision();
create function tap.sent(units bigint) returns bigint language plpgsql as $$
declare
    v_order_id bigint := tap.exit(9001, 7001, units);
begin
    perform from tap.dispatch() as (sequence bigint, msg_type text, body text);
    return v_order_id;
end
$$;
create function tap.bust(id bigint, exec_id text, of text, done bigint, leaves bigint) returns jsonb
language sql as $$
    select (tap.report(id, 'H', jsonb_build_object('17', exec_id, '19', of, '14', done::text,
        '151', leaves::text, '39', case when leaves > 0 then '1' else '4' end))) $$;
create function tap.correct(id bigint, exec_id text, of text, units bigint, price numeric, done bigint,
    leaves bigint) returns jsonb
language sql as $$
    select tap.report(id, 'G', jsonb_build_object('17', exec_id, '19', of, '32', units::text, '31', price::text,
        '14', done::text, '151', leaves::text, '39', '1')) $$;
-- Status, done/leaves, confirmed; net of the position; what is reserved and free.
create function tap.all_of(id bigint) returns text language sql as $$
    select format('%s %s/%s confirmed %s, net %s, reserved %s, free %s', o.status, o.cumulative_quantity,
        o.leaves_quantity, o.confirmed_quantity, p.net_quantity, r.reserved, r.available)
    from core.orders o join core.positions p using (position_id)
    cross join lateral logic.position_reservations(array[p.position_id]) r where o.order_id = id $$;

savepoint s;
select sent(150) as id \gset
select deliver('ORDERS', fill(:id, 'T1', 75, 23100, 75), fill(:id, 'T2', 75, 23090, 150));
select deliver('ORDERS', bust(:id, 'B1', 'T1', 75, 0));
select is(all_of(:id), 'cancelled 75/0 confirmed 0, net 150, reserved 75, free 75',
    'a fill taken back on our own session before the drop copy told it: the rest stands');
select results_eq('select trade_number, state from core.temp_trades order by 1',
    $$values ('T1', 'busted'), ('T2', 'provisional')$$, 'the provisional fill is no more');
select deliver('DROPCOPY', fill(:id, 'T1', 75, 23100, 75), fill(:id, 'T2', 75, 23090, 150));
select is(all_of(:id), 'cancelled 75/0 confirmed 150, net 0, reserved 0, free 0',
    'the drop copy, which lags, tells the trades: they count');
select deliver('DROPCOPY', bust(:id, 'B1', 'T1', 75, 0));
select is(all_of(:id), 'cancelled 75/0 confirmed 75, net 75, reserved 0, free 75', 'until it takes one back');
select deliver('DROPCOPY', bust(:id, 'B1', 'T1', 75, 0), fill(:id, 'T1', 75, 23100, 75));
select deliver('ORDERS', bust(:id, 'B1', 'T1', 75, 0), fill(:id, 'T1', 75, 23100, 75),
    fill(:id, 'T2', 75, 23090, 150));
select is(all_of(:id), 'cancelled 75/0 confirmed 75, net 75, reserved 0, free 75', 'once, however often it is told');
select results_eq('select kind, source, quantity_before, quantity_after from core.trade_changes',
    $$values ('bust', 'drop_copy', 75::bigint, 0::bigint)$$, 'what was before is kept');
select results_eq($$select kind, severity, subject from core.alerts$$,
    $$values ('trade_busted', 'warning', 'T1')$$, 'a person is told');
select is((select count(*) from notify.outbox where kind = 'trade_busted'), 1::bigint, 'and the client, once');
delete from notify.outbox where kind <> 'trade_busted';
select tap.make_messages();
select alike((select tap.text_of(message_id) from notify.messages where kind = 'trade_busted' and channel = 'email'),
    '%had trade T1 of 75 at Rs 23,100.00, which the exchange has taken back%', 'in words');
savepoint none_left;
select deliver('DROPCOPY', bust(:id, 'B2', 'T2', 0, 0));
select is((select format('%s %s', cumulative_quantity, coalesce(average_price::text, 'none')) from core.orders), '0 none',
    'where nothing is left of it there is no average');
rollback to none_left;
select is_empty('select * from ops.position_breaks', 'the running figure is the recomputed one');
select is((select count(*) from fix.parked), 0::bigint, 'nothing is parked');
insert into book.trades (trade_id, order_id, user_id, instrument_id, exchange, segment, trade_date,
    trade_number, product, side, quantity, price, executed_at)
values (1, 1, 9001, 7001, 'NSE', 'FO', '2026-01-15', 'T1', 'NRML', 'sell', 75, 23100, now());
select sync.fold();
select is(all_of(:id), 'cancelled 75/0 confirmed 75, net 75, reserved 0, free 75',
    'the primary brings it again: it stays taken back');
select is((select logic.position_fold_needed(p) from core.positions p where position_id = position_of(9001, 7001)),
    false, 'and no decision asks for it again');
select exit(9001, 7001, 75) as second \gset
select is(all_of(:second), 'queued 0/75 confirmed 0, net 75, reserved 75, free 0', 'what came back can be closed again');
rollback to s;

-- The drop copy first, and alone.
select sent(150) as id \gset
select deliver('DROPCOPY', fill(:id, 'T1', 150, 23100, 150), bust(:id, 'B1', 'T1', 0, 150));
select is(all_of(:id), 'acknowledged 0/150 confirmed 0, net 150, reserved 150, free 0',
    'an order whose trade is taken back lives again when the exchange says so');
select deliver('ORDERS', fill(:id, 'T1', 150, 23100, 150));
select is(all_of(:id), 'acknowledged 0/150 confirmed 0, net 150, reserved 150, free 0',
    'the response of a trade that is gone changes nothing');
select deliver('ORDERS', fill(:id, 'T2', 150, 23100, 150));
select is(all_of(:id), 'filled 150/0 confirmed 0, net 150, reserved 150, free 0', 'it trades anew');
rollback to s;

-- The bust is there before its trade.
select sent(150) as id \gset
select deliver('DROPCOPY', bust(:id, 'B1', 'T1', 0, 0));
select is(all_of(:id), 'sent 0/150 confirmed 0, net 150, reserved 150, free 0', 'a bust of a trade nobody knows waits');
select deliver('DROPCOPY', fill(:id, 'T1', 150, 23100, 150));
select is(all_of(:id), 'cancelled 0/0 confirmed 0, net 150, reserved 0, free 150', 'the trade comes and is gone');
select is_empty('select * from ops.position_breaks', 'with figures that agree');
rollback to s;
select deliver('DROPCOPY', '{"11": "M1", "37": "EX9", "150": "H", "17": "B7", "19": "T70", "54": "2", "1": "ZC9001",
    "48": "35001", "207": "NSE", "14": "0", "151": "0", "1003": "T70"}');
insert into book.trades (trade_id, order_id, user_id, instrument_id, exchange, segment, trade_date,
    trade_number, product, side, quantity, price, executed_at)
values (2, 2, 9001, 7001, 'NSE', 'FO', '2026-01-15', 'T70', 'NRML', 'sell', 25, 23100, now());
select sync.fold();
select is((select net_quantity from core.positions where position_id = position_of(9001, 7001)), 150::bigint,
    'a trade that only the primary tells, after its bust, moves nothing');
select ok((select busted_at is not null and not applied from core.trades where trade_number = 'T70'), 'it is kept as taken back');
select is_empty('select * from ops.position_breaks', 'with figures that agree');
rollback to s;
select sent(150) as id \gset
select deliver('ORDERS', bust(:id, 'B1', 'T1', 0, 150));
select deliver('ORDERS', fill(:id, 'T1', 75, 23100, 75));
select is(all_of(:id), 'acknowledged 0/150 confirmed 0, net 150, reserved 150, free 0', 'so it is on our own session');
rollback to s;

-- Corrections, and corrections of corrections, in the wrong order, too.
select sent(150) as id \gset
select deliver('ORDERS', fill(:id, 'T1', 75, 23100, 75));
select deliver('DROPCOPY', fill(:id, 'T1', 75, 23100, 75), correct(:id, 'C2', 'C1', 50, 23000, 50, 100),
    correct(:id, 'C1', 'T1', 70, 23050, 70, 80), correct(:id, 'C2', 'C1', 50, 23000, 50, 100));
select is(all_of(:id), 'partially_filled 50/100 confirmed 50, net 100, reserved 100, free 0',
    'the latest correction counts, whichever comes first');
select is((select format('%s %s', sell_quantity, sell_value) from core.positions where position_id = position_of(9001, 7001)),
    '50 1150000.0000', 'in value, too');
select is((select average_price from core.orders), 23000.0000, 'the order''s average follows');
select deliver('ORDERS', correct(:id, 'C1', 'T1', 70, 23050, 70, 80), correct(:id, 'C2', 'C1', 50, 23000, 50, 100));
select is(all_of(:id), 'partially_filled 50/100 confirmed 50, net 100, reserved 100, free 0', 'told again by our session');
insert into book.trades (trade_id, order_id, user_id, instrument_id, exchange, segment, trade_date,
    trade_number, product, side, quantity, price, executed_at)
values (3, 1, 9001, 7001, 'NSE', 'FO', '2026-01-15', 'T1', 'NRML', 'sell', 75, 23100, now());
select sync.fold();
select is((select count(*) from core.alerts where kind = 'trade_mismatch'), 0::bigint,
    'the primary tells it as it was: no mismatch');
select deliver('DROPCOPY', bust(:id, 'B1', 'C2', 0, 150));
select is(all_of(:id), 'acknowledged 0/150 confirmed 0, net 150, reserved 150, free 0', 'a bust of the corrected trade');
select results_eq('select kind, quantity_before, quantity_after from core.trade_changes order by trade_change_id',
    $$values ('correction', 75::bigint, 50::bigint), ('bust', 50::bigint, 0::bigint)$$, 'each step is kept');
select is_empty('select * from ops.position_breaks', 'with figures that agree');
select is((select count(*) from fix.parked), 0::bigint, 'nothing is parked');
rollback to s;

-- A correction of the price alone.
select sent(150) as id \gset
select deliver('ORDERS', fill(:id, 'T1', 150, 23100, 150), correct(:id, 'C1', 'T1', 150, 23050, 150, 0));
select is((select average_price from core.orders), 23050.0000, 'the average follows when only the price is corrected');
select deliver('ORDERS', correct(:id, 'C1', 'T1', 150, 23050, 150, 0));
select deliver('DROPCOPY', fill(:id, 'T1', 150, 23100, 150), correct(:id, 'C1', 'T1', 150, 23050, 150, 0));
select is((select format('%s %s', average_price, status) from core.orders), '23050.0000 filled',
    'whoever tells it again');
select is((select count(*) from core.order_events where event like 'amended%'), 1::bigint, 'which is told once');
rollback to s;

-- Live exits that a bust leaves above the position are taken back; an opening trade of elsewhere.
select deliver('DROPCOPY', '{"11": "M1", "37": "EX9", "150": "F", "39": "2", "17": "T80", "54": "1", "1": "ZC9001",
    "48": "35001", "207": "NSE", "32": "75", "31": "23000", "14": "75", "151": "0"}');
select is((select net_quantity from core.positions where position_id = position_of(9001, 7001)), 150::bigint,
    'a trade without product waits');
select deliver('DROPCOPY', '{"11": "M1", "37": "EX9", "150": "H", "17": "B8", "19": "T80", "54": "1", "1": "ZC9001",
    "48": "35001", "207": "NSE"}');
select ok((select busted_at is not null from core.trades where trade_number = 'T80'), 'and may be taken back while it waits');
select is((select count(*) from core.alerts where kind = 'trade_unassigned' and resolved_at is null), 0::bigint,
    'nobody need say whose it was');
rollback to s;
select sent(150) as id \gset
insert into book.trades (trade_id, order_id, user_id, instrument_id, exchange, segment, trade_date,
    trade_number, product, side, quantity, price, executed_at)
values (4, 1, 9001, 7001, 'NSE', 'FO', '2026-01-15', 'P1', 'NRML', 'buy', 75, 23100, now());
select sync.fold();
select sent(75) as more \gset
select deliver('DROPCOPY', '{"11": "M1", "37": "EX9", "150": "H", "17": "B9", "19": "P1", "54": "1", "1": "ZC9001",
    "48": "35001", "207": "NSE"}');
select is((select net_quantity from core.positions where position_id = position_of(9001, 7001)), 150::bigint,
    'the drop copy takes a trade back that the primary told');
select is((select status from core.orders where order_id = :more), 'cancel_pending', 'the exit that is too much is pulled');
rollback to s;

-- Its ExecID is the exchange's own to choose.
rollback to s;
select sent(150) as id \gset
select deliver('ORDERS', fill(:id, 'T1', 75, 23100, 75), fill(:id, 'T2', 75, 23090, 150));
select deliver('DROPCOPY', fill(:id, 'T1', 75, 23100, 75));
select deliver('DROPCOPY', bust(:id, 'drill:' || trade_id, 'T1', 75, 0)) from core.trades where trade_number = 'T1';
select deliver('ORDERS', bust(:id, 'drill:fill:' || temp_trade_id, 'T2', 0, 0)) from core.temp_trades where trade_number = 'T2';
select results_eq('select kind, subject from core.alerts order by 2', $$values ('trade_busted', 'T1'), ('trade_busted', 'T2')$$,
    'whatever it calls a bust, a person is told');
select is((logic.report_impact(now() - interval '1 hour', now()) @> '[["orders cancelled", "1"]]'), true,
    'and no report takes it for practice');
rollback to s;

-- Each says of what.
select sent(150) as id \gset
select deliver('DROPCOPY', report(:id, 'H') - '19', report(:id, 'G', '{"19": "T1", "32": "0", "31": "1"}'),
    bust(:id, 'B1', 'T9', 0, 150));
select is((select count(*) from fix.parked), 2::bigint, 'a bust of nothing and a correction to nothing are parked');
select is((select count(*) from core.trade_notices where settled_at is null), 1::bigint, 'one whose trade is missing waits');
-- One that waits for ever costs little, however many trades the day has.
create function tap.pages(statement text) returns bigint language plpgsql as $$
declare
    v_plan json;
begin
    execute statement;
    execute 'explain (analyze, buffers, format json) ' || statement into v_plan;
    return (v_plan #>> '{0,Plan,Shared Hit Blocks}')::bigint
        + (v_plan #>> '{0,Plan,Shared Read Blocks}')::bigint;
end $$;
insert into core.trades (exchange, segment, trade_date, trade_number, side, quantity, price, executed_at,
    drop_copy_at, applied, exec_id)
select 'NSE', 'FO', '2026-01-15', 'Q' || n, 'buy', 75, 23100, now(), now(), false, 'E' || n
from generate_series(1, 20000) n;
analyze core.trades;
select cmp_ok(pages('select * from logic.noticed_candidates()'), '<', 100::bigint, 'its trade is looked for by key');
select * from finish();
rollback;

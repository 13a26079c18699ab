-- A position is corrected by a trade that two people add, never by writing over it.
begin;
set local search_path = tap;
set local client_min_messages = warning;
\ir ../fixtures/people.psql
\ir ../fixtures/book.psql
\ir ../fixtures/exchange.psql
select plan(39);
select sync.fold_before_decision();
create temp table a (id bigint) on commit drop;
grant all on a to public;
insert into a values (null);
create function tap.id_of(user_id bigint, instrument_id bigint) returns bigint language sql security definer set search_path = '' as $$
    select p.position_id from core.positions p where (p.user_id, p.instrument_id) = (id_of.user_id, id_of.instrument_id);
$$;
create function pg_temp.ask(side text, units bigint, price numeric, more text, reason text default 'missing', evidence text default 'note 7') returns jsonb language plpgsql as $$
begin
    return tap.raised(format('select api.update_position(%L, %s, %s, %L, %L%s)', side, units, price, reason, evidence, more));
end
$$;
create function pg_temp.asked(side text, units bigint, price numeric, position_id bigint, trade_number text default null) returns bigint language sql as $$
    select (api.update_position(side, units, price, 'missing', 'contract note 7', position_id, trade_number => trade_number) ->> 'approval_id')::bigint;
$$;

-- What is asked.
select tap.become('sunil');
select is(pg_temp.ask(s, u, p, m, r, e) #>> '{detail,field}', field, 'refused: ' || field || ' ' || coalesce(what, ''))
from (values ('hold', 75, 23000, ', 1', 'r', 'e', 'side', 'hold'), ('buy', 0, 23000, ', 1', 'r', 'e', 'quantity', '0'),
    ('buy', -75, 23000, ', 1', 'r', 'e', 'quantity', 'less'), ('buy', 75, 0, ', 1', 'r', 'e', 'price', '0'),
    ('buy', 75, 1.00001, ', 1', 'r', 'e', 'price', 'too fine'), ('buy', 75, 1, ', 1', ' ', 'e', 'reason', 'none'),
    ('buy', 75, 1, ', 1', 'r', ' ', 'evidence', 'none'), ('buy', 75, 1, ', 1, trade_number => ''x y''', 'r', 'e', 'trade_number', 'of another shape'),
    ('buy', 75, 1, '', 'r', 'e', 'position_id, or user_id, instrument_id and product', ''),
    ('buy', 75, 1, ', 1, 9001', 'r', 'e', 'position_id', 'and a client'),
    ('buy', 75, 1, ', null, 9001, 7001, ''XXX''', 'r', 'e', 'product', 'unknown')) as x (s, u, p, m, r, e, field, what);
select is(pg_temp.ask('buy', 75, 1, m) #>> '{detail,object}', what, 'no such ' || what)
from (values (', 0', 'position of the day'), (', null, 1, 7001, ''NRML''', 'user'), (', null, 9001, 1, ''NRML''', 'instrument')) as x (m, what);
select is(pg_temp.ask('buy', 74, 23000, ', ' || tap.id_of(9001, 7001)) ->> 'code', 'IR107', 'a part of a lot');
select is(api.update_position('sell', 75, 23050.5, 'missing', 'contract note 7', tap.id_of(9001, 7001)) #> '{payload,after}', '{"net_quantity": 75}'::jsonb,
    'what it would do is shown');
select tap.become('arun');
select is(raised($$ select api.update_position('buy', 75, 1, 'r', 'e', 1) $$) ->> 'code', '42501', 'it is not for an agent');

-- What the second person sees, and what happens.
select tap.become('sunil');
update a set id = pg_temp.asked('sell', 75, 23050.5, tap.id_of(9001, 7001));
select is(raised($$ select api.approve((select id from a)) $$) ->> 'code', 'IR404', 'nobody approves their own');
select tap.become('sita');
select is((select (x -> 'payload') - 'client'::text - 'trade_date'::text - 'position_id'::text #- '{trade,executed_at}' from jsonb_array_elements(api.list_approvals()) as x
    where (x ->> 'approval_id')::bigint = (select id from a)), '{"instrument_id": 7001, "symbol": "NIFTY26JANFUT", "exchange": "NSE", "segment": "FO", "product": "NRML",
    "trade": {"side": "sell", "quantity": 75, "price": 23050.5, "trade_number": null, "evidence": "contract note 7"}, "value": 1728787.5,
    "before": {"net_quantity": 150, "buy_quantity": 0, "sell_quantity": 0}, "after": {"net_quantity": 75}}'::jsonb, 'the second person sees the trade, its evidence, before and after');
select is(api.approve((select id from a)) -> 'net_quantity', '75', 'approved, the position moves');
select tap.become_nobody();
select results_eq($$ select trade_number = 'MANUAL' || (select id from a), side, quantity, price, manual_at is not null, primary_at is null and drop_copy_at is null, applied
    from core.trades $$, $$ values (true, 'sell', 75::bigint, 23050.5000, true, true, true) $$, 'by a trade of the set, whose source is by hand');
select is_empty('select * from ops.position_breaks', 'the recomputed figure agrees');
select is((select after ->> 'trade_id' is not null and user_id = 9001 from audit.log where action = 'approve:manual_trade'), true, 'it is audited');

-- What has moved since.
select tap.become('sunil');
update a set id = pg_temp.asked('buy', 75, 23000, tap.id_of(9001, 7001));
select tap.become_nobody();
select logic.apply_trades('drop_copy', array[row('NSE', 'FO', '2026-01-15', 'T5', 'sell', 75, 23000, now(), 9001, 7001, 'NRML', null, 'X5', 'ZC9001', 'E5')::core.trade_report]);
select tap.become('sita');
select is(api.approve((select id from a)) #>> '{problem,code}', 'IR204', 'a position that moved since is not corrected blindly');
select tap.become_nobody();
select is((select net_quantity from core.positions where position_id = tap.id_of(9001, 7001)), 0::bigint, 'it stays as it is');
select is((select state from core.approvals where approval_id = (select id from a)), 'expired', 'and the request is spent');

-- With the exchange's number.
select tap.become('sunil');
select is(pg_temp.ask('sell', 75, 1, ', ' || tap.id_of(9001, 7001) || ', trade_number => ''T5''') #>> '{detail,reason}', 'the desk has this trade', 'a trade that is there is not added');
update a set id = pg_temp.asked('buy', 75, 23010, tap.id_of(9001, 7001), 'T6');
select tap.become('sita');
select is(api.approve((select id from a)) ->> 'trade_number', 'T6', 'one that is missing is, by its own number');
select tap.become_nobody();
select logic.apply_trades('drop_copy', array[row('NSE', 'FO', '2026-01-15', 'T6', 'buy', 75, 23010, now(), 9001, 7001, 'NRML', null, 'X6', 'ZC9001', 'E6')::core.trade_report]);
select is((select net_quantity from core.positions where position_id = tap.id_of(9001, 7001)), 75::bigint, 'and counts once when the exchange tells it later');
select isnt((select drop_copy_at from core.trades where trade_number = 'T6'), null, 'which only adds its stamp');
select tap.become('sunil');
update a set id = pg_temp.asked('buy', 75, 23010, tap.id_of(9001, 7001), 'T7');
select tap.become_nobody();
select logic.apply_trades('drop_copy', array[row('NSE', 'FO', '2026-01-15', 'T7', 'buy', 75, 23010, now(), 9002, 7001, 'NRML', null, 'X7', 'ZC9002', 'E7')::core.trade_report]);
select tap.become('sita');
select is(api.approve((select id from a)) #>> '{problem,code}', 'IR204', 'one that came meanwhile, and was another''s, is not');

-- A position that is not there yet; one whose exits are too large for it then.
select tap.become('adil');
update a set id = (api.update_position('sell', 35, 410, 'r', 'e', user_id => 9002, instrument_id => 7002, product => 'NRML') ->> 'approval_id')::bigint;
select tap.become('sita');
select is(api.approve((select id from a)) -> 'net_quantity', '-35', 'a position that was not there is made by its trade');
select tap.become_nobody();
select tap.exit(9001, 7001, 75);
select tap.become('sunil');
update a set id = pg_temp.asked('sell', 75, 23000, tap.id_of(9001, 7001));
select tap.become('sita');
select is(api.approve((select id from a)) -> 'net_quantity', '0', 'under a live exit');
select tap.become_nobody();
select is((select status from core.orders), 'cancelled', 'what is too much is pulled');
select is_empty('select * from ops.position_breaks', 'all agrees');

-- Rejected, scopes, the day.
select tap.become('sunil');
update a set id = pg_temp.asked('buy', 1, 1300, tap.id_of(9001, 7003));
select tap.become('sita');
select is(api.reject((select id from a), 'no such note') ->> 'state', 'rejected', 'a second person may refuse');
select tap.become_nobody();
select is((select net_quantity from core.positions where position_id = tap.id_of(9001, 7003)), 10::bigint, 'and nothing is done');
insert into core.person_scopes (person_id, segment, granted_by) select person_id, 'CM', person_id from auth.ops_team where username = 'sunil';
select tap.become('sunil');
select is(pg_temp.ask('buy', 75, 1, ', ' || tap.id_of(9001, 7001)) ->> 'code', 'IR403', 'segments count');
select tap.become_nobody();
insert into book.trading_days (trade_date, opened_at) values ('2026-01-16', now());
select tap.become('adil');
select is(pg_temp.ask('buy', 1, 1300, ', ' || tap.id_of(9001, 7003)) ->> 'code', 'IR104', 'a position of yesterday is not corrected');
select * from finish();
rollback;

-- Scopes: desk and segment narrow what an agent or supervisor sees and does. 9001 holds NIFTY and
-- BANKNIFTY derivatives and a share; 9002 the NIFTY future.
begin;
set local search_path = tap;
set local client_min_messages = warning;
\ir ../fixtures/people.psql
\ir ../fixtures/book.psql
\ir ../fixtures/exchange.psql
select plan(52);
select sync.fold_before_decision();

create function tap.limit_to(username text, exchange text, segment text, desk text) returns void
language sql security definer set search_path = '' as $$
    insert into core.person_scopes (person_id, exchange, segment, desk, granted_by)
    select p.person_id, limit_to.exchange, limit_to.segment, limit_to.desk, p.person_id
    from auth.ops_team as p where p.username = limit_to.username;
$$;
create function tap.unlimited(username text) returns void
language sql security definer set search_path = '' as $$
    delete from core.person_scopes as s using auth.ops_team as p
    where p.person_id = s.person_id and p.username = unlimited.username;
$$;
create function tap.id_of(user_id bigint, instrument_id bigint) returns bigint
language sql stable security definer set search_path = '' as $$
    select p.position_id from core.positions as p
    where (p.user_id, p.instrument_id) = (id_of.user_id, id_of.instrument_id);
$$;
create function tap.approval_id() returns bigint
language sql stable security definer set search_path = '' as $$
    select max(a.approval_id) from core.approvals as a;
$$;
insert into core.client_desks (user_id, desk, assigned_by)
select u, d, p.person_id from auth.ops_team as p, (values (9001, 'retail'), (9002, 'wealth')) as x (u, d)
where p.username = 'adil';
insert into book.orders (order_id, user_id, instrument_id, trade_date, product, side, order_type,
    quantity, filled_quantity, limit_price, status, placed_at, updated_at, exchange_order_id)
values (800, 9001, 7003, '2026-01-15', 'CNC', 'sell', 'LIMIT', 4, 0, 1400, 'open', now(), now(), 'P800'),
    (801, 9001, 7001, '2026-01-15', 'NRML', 'sell', 'LIMIT', 75, 0, 24000, 'open', now(), now(), 'P801');
create temp table call on commit drop as select tap.open_call('arun', 9001) as call_id;
create temp table big (approval_id bigint) on commit drop;
grant all on call, big to public;

-- By segment.
select tap.become('arun');
select is((select array_agg(instrument_id order by instrument_id) from core.positions),
    '{7001,7002,7003}'::bigint[], 'without a scope an agent sees all of the client on the line');
select tap.limit_to('arun', 'NSE', 'CM', null);
select is(auth.callers(), '{9001}'::bigint[], 'a segment does not take the client away');
select is((select array_agg(instrument_id) from core.positions), '{7003}'::bigint[], 'but positions in other segments');
select is((select array_agg(instrument_id) from book.opening_positions), '{7003}'::bigint[], 'opening positions');
select is((select array_agg(order_id) from book.orders), '{800}'::bigint[], 'and orders');
select results_eq($$ select p ->> 'symbol' from json_array_elements(api.get_positions(9001)) as p $$,
    $$ values ('RELIANCE') $$, 'a door shows the same');
select is((select array_agg(o ->> 'order_id') from jsonb_array_elements(api.get_orders(9001)) as o), '{800}'::text[],
    'the one to orders, too');
select is(raised($$ select api.get_order(801) $$) ->> 'code', 'IR104', 'an order of another segment does not exist');
select is((select count(*) from auth.reservations(array[tap.id_of(9001, 7001), tap.id_of(9001, 7003)])), 1::bigint,
    'nor do figures of the position');
select is(raised(format($$ select api.square_off((select call_id from call), %s, 'k1') $$, tap.id_of(9001, 7001)))
    - 'title', '{"code": "IR403", "detail": {"reason": "you do not work in this segment", "exchange": "NSE",
    "segment": "FO"}}'::jsonb, 'a position of another segment is not closed, and the answer says why');
select is(api.square_off((select call_id from call), tap.id_of(9001, 7003), 'k2', 1) ->> 'state', 'placed',
    'one of one''s own is');
select is(raised($$ select api.cancel_order(801) $$) #>> '{detail,segment}', 'FO', 'nor is an order taken back');
select is((select array_agg(distinct x) from jsonb_path_query(
    api.cancel_all_orders((select call_id from call)), '$.**.order_id') as x where x = any (array['800', '801']::jsonb[])),
    '{800}'::jsonb[], 'of all orders those of one''s own segment are');
select is(api.square_off_all((select call_id from call), 'k3') - 'batch_id' - 'approval_id',
    '{"state": "waiting_approval", "exits": 1, "left_out_of_your_scope": 2}'::jsonb,
    'of all positions, too, and the answer says how many were left out');
select tap.limit_to('arun', null, 'FO', null);
select is((select count(*) from core.positions), 3::bigint, 'a second scope adds to the first');
select tap.unlimited('arun'), tap.limit_to('arun', 'BSE', null, null);
select is((select count(*) from core.positions), 0::bigint, 'another exchange leaves nothing');
select is(raised($$ select api.square_off_all((select call_id from call), 'k4') $$) ->> 'code', 'IR302',
    'to close either');

-- By desk.
select tap.unlimited('arun'), tap.limit_to('arun', null, null, 'wealth');
select is(auth.callers(), '{}'::bigint[], 'a client of another desk is seen no more, call or not');
select is(raised($$ select api.get_positions(9001) $$) ->> 'code', 'IR403', 'by no door');
select is(raised(format($$ select api.square_off((select call_id from call), %s, 'k5') $$, tap.id_of(9001, 7003)))
    #>> '{detail,reason}', 'the client is of another desk than yours', 'nor served on');
select is(raised($$ select api.cancel_all_orders((select call_id from call)) $$) ->> 'code', 'IR403',
    'nor are orders taken back');
select is(api.open_call('ZC9001', 'AAAZZ1234Z', '1980-02-29', '+911234', 'r') #>> '{problem,code}', 'IR403',
    'a new call with the client is refused');
select is(api.open_call('ZC9001', 'AAAZZ1234Z', '1980-02-28', '+911234', 'r') #>> '{problem,detail,reason}',
    'the caller is not verified', 'without a word of desks until the caller is verified');
select is(api.open_call('ZC9002', 'BBBZZ5678Y', '1975-11-30', '+911234', 'r') ->> 'user_id', '9002',
    'a client of the desk is served');
select is((select array_agg(distinct user_id) from core.positions), '{9002}'::bigint[], 'and seen');
select tap.become_nobody();
select is((select array_agg(outcome order by call_attempt_id) from core.call_attempts),
    '{out_of_scope,mismatch,verified}'::text[], 'attempts are told apart in the record');
select tap.unlimited('arun'), tap.limit_to('arun', 'NSE', 'FO', 'wealth'), tap.limit_to('arun', 'NSE', 'CM', 'retail');
select tap.become('arun');
select results_eq($$ select user_id, instrument_id from core.positions order by 1, 2 $$,
    $$ values (9001::bigint, 7003::bigint), (9002, 7001) $$, 'within one scope all of it has to fit');

-- A supervisor.
select tap.become('sunil');
select is((select count(*) from core.positions), 4::bigint, 'a supervisor without a scope sees all');
select tap.limit_to('sunil', null, null, 'wealth');
select is((select array_agg(distinct user_id) from core.positions), '{9002}'::bigint[], 'with a desk its clients');
select is((select array_agg(user_id) from book.users), '{9002}'::bigint[], 'nobody else by name');
select is((select array_agg(distinct user_id) from core.calls), '{9002}'::bigint[], 'nor their calls');
select is((select count(*) from core.orders) + (select count(*) from core.order_events)
    + (select count(*) from core.exits) + (select count(*) from core.order_requests), 0::bigint,
    'nor orders with what hangs on them');
select is((select count(*) from core.call_attempts), 1::bigint, 'nor attempts');
select is(raised($$ select api.get_positions(9001) $$) #>> '{detail,reason}',
    'the client is of another desk than yours', 'a door says why');
select is(raised($$ select api.get_user('ZC9001') $$) ->> 'code', 'IR104', 'or knows nobody');
select is(raised($$ select api.get_reconciliation() $$) ->> 'code', 'IR403', 'what is about everybody is not for them');
select is(raised(q) ->> 'code', 'IR403', 'and they do not do: ' || q)
from unnest(array['select api.purge_session(''ORDERS'', ''r'')', 'select api.resolve_parked(1, ''r'')']) as q;
select is(raised($$ select api.close_call((select call_id from call)) $$) ->> 'code', 'IR104', 'they end no call of others');
select is(jsonb_array_length(api.list_approvals()), 0, 'they see no request about others');
select is(auth.approval_shown(x.a), null, 'nor in words')
from (select tap.approval_id() as a) as x;
select is(raised(format($$ select api.approve(%s) $$, a)) ->> 'code', 'IR403', 'and decide none')
from (select tap.approval_id() as a) as x;
select is(raised(format($$ select api.reject(%s, 'no') $$, a)) ->> 'code', 'IR403', 'nor refuse any')
from (select tap.approval_id() as a) as x;
select tap.become_nobody();
select is((select state from core.approvals), 'waiting', 'which waits for somebody else');
select tap.unlimited('sunil'), tap.limit_to('sunil', 'NSE', 'FO', 'retail');
select tap.become('sunil');
select is((select count(*) from core.approvals), 0::bigint, 'the segment counts, too');
select tap.become_nobody();
select tap.unlimited('sunil'), tap.limit_to('sunil', 'NSE', 'CM', 'retail');
select tap.become('sunil');
select is(api.approve(tap.approval_id()) ->> 'state', 'approved', 'whose it is decides');

-- What waits is placed only if whoever asked may still do it.
select tap.become_nobody();
select tap.unlimited('arun'), tap.limit_to('arun', 'NSE', 'FO', null);
select queue.work_exits();
select is((select problem ->> 'code' from core.exits where batch_id is not null), 'IR403',
    'an exit whose asker is limited meanwhile fails and says why');
delete from core.person_scopes;
update core.settings set value = '1000' where name = 'square_off_approval_value';
select tap.become('arun');
insert into big select (api.square_off((select call_id from call), tap.id_of(9001, 7002), 'k8') ->> 'approval_id')::bigint;
select tap.limit_to('arun', 'NSE', 'CM', null);
select tap.become('sunil');
select is(api.approve((select approval_id from big)) #>> '{problem,code}', 'IR403', 'one that waits for a second person, too');
select tap.become_nobody();
select is((select state from core.exits order by exit_id desc limit 1), 'failed', 'and is over');

-- Who is nobody is in no scope; admins and auditors are above them.
select tap.limit_to('adil', 'NSE', 'CM', 'nowhere'), tap.limit_to('anna', 'NSE', 'CM', 'nowhere');
select tap.become('adil');
select is((select count(*) from core.positions), 4::bigint, 'scopes do not limit an admin');
select tap.become('anna');
select ok(auth.may_see(9001) and (select count(*) = 4 from core.positions), 'nor an auditor');
select set_config('irra.session', 'forged', true);
select ok(not auth.is_unlimited() and not auth.in_scope(9001, null) and not auth.in_scope(9001, 7003)
    and not auth.approval_in_scope('{}'), 'who is nobody is in no scope');

select * from finish();
rollback;

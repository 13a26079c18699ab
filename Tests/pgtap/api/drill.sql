-- A drill: the same code against a simulator; nothing reaches an exchange or a client, and afterwards
-- everything is as it was.
begin;
set local search_path = tap;
\ir ../fixtures/people.psql
\ir ../fixtures/book.psql
select sync.fold();
\ir ../fixtures/exchange.psql
update core.site set mode = 'standby';
select plan(39);
create function pg_temp.waiting() returns bigint language sql security definer as $$
    select max(a.approval_id) from core.approvals as a where a.state = 'waiting';
$$;
create function pg_temp.page() returns text language sql as $$
    select api.get_report('incident', 'html') ->> 'content';
$$;
grant execute on function pg_temp.page() to public;
create temp table before on commit drop as select position_id, net_quantity from core.positions;

select tap.become('sunil');
select is(raised($$ select api.drill_site('practice') $$) ->> 'code', 'IR203', 'without a simulator no drill');
select is((select c ->> 'verdict' from jsonb_array_elements(api.get_site_checks('drill') -> 'checks') as c
    where c ->> 'check_name' = 'simulator sessions'), 'stop', 'which the checks say');
select is((select c ->> 'verdict' from jsonb_array_elements(api.get_site_checks('drill') -> 'checks') as c
    where c ->> 'check_name' = 'one-time codes'), 'ok', 'no code is asked for');
select tap.become_nobody();
update core.settings set value = 'square_off cancel' where name = 'otp_required_for';
select tap.become('sunil');
select is((select c ->> 'verdict' || ' ' || (c ->> 'detail') from jsonb_array_elements(api.get_site_checks('drill') -> 'checks') as c
    where c ->> 'check_name' = 'one-time codes'), 'look asked of callers for square-off cancel', 'what cannot be practised is said before');
select tap.become_nobody();
update core.settings set value = 'nothing' where name = 'otp_required_for';
insert into fix.sessions (name, kind, exchange, port, sender_comp_id, target_comp_id, simulated) values
    ('SIMORDERS', 'order', 'NSE', 9880, 'DRILL1', 'SIMEX', true),
    ('SIMCOPY', 'drop_copy', 'NSE', 9880, 'DRILLDC', 'SIMEX', true);
select fix.acquire('SIMORDERS', 'test'), fix.acquire('SIMCOPY', 'test');
select tap.become('sunil');
select isnt(api.drill_site('practice') ->> 'approval_id', null, 'with one it is asked for');
select tap.become('sita');
select is(api.approve(pg_temp.waiting()) ->> 'mode', 'drill', 'and approved');
select is(api.get_site() ->> 'mode', 'drill', 'everybody sees that it is one');

select tap.become_nobody();
create temp table messages on commit drop as select count(*) from notify.outbox where user_id is not null;
-- A notice from before the drill is still on its way to clients.
select notify.start_notice('desk_closed', '{}', null);
update notify.notices set fed_at = now() - interval '1 minute';
select is(notify.feed_notices(), 0::bigint, 'a notice to all clients pauses');
create temp table practised on commit drop as select tap.exit(9001, 7001, 150) as order_id;
select is((select o.session_name from core.orders as o join practised using (order_id)), 'SIMORDERS',
    'an order goes to the simulator, though a real session is up');
select is_empty($$ select * from tap.dispatch() as d (a bigint, b text, c text) $$, 'nothing leaves by a real line');
select ok((select count(*) = 1 from fix.session_state as s
    cross join lateral fix.dispatch('SIMORDERS', s.epoch) as d where s.session_name = 'SIMORDERS'), 'it leaves by the other');
select tap.deliver('SIMORDERS', tap.fill(order_id, 'S1', 75, 23000, 75)) from practised;
select tap.deliver('SIMCOPY', tap.fill(order_id, 'S1', 75, 23000, 75)) from practised;
select is((select net_quantity from core.positions where position_id = tap.position_of(9001, 7001)), 75::bigint,
    'the position moves as on the day');
select tap.become('sunil');
select is(raised($$ select api.standby_site('over') $$) -> 'detail', '{"blockers": {"live_orders": 1}}'::jsonb,
    'while something may trade it is not over');
select tap.become_nobody();
create temp table talk (call_id uuid) on commit drop;
insert into talk select tap.open_call('arun', 9002);
grant select on talk to public;
select tap.become('arun');
select is(raised($$ select api.call_otp((select call_id from talk)) $$) -> 'detail', '{"mode": "drill",
    "reason": "in a drill no message leaves the desk: no code was sent"}'::jsonb, 'no code is sent');
select is(raised($$ select api.call_otp((select call_id from talk)) $$) ->> 'code', 'IR201', 'because of the mode');
select is(api.notify_user(9002, 'hello') - 'reason', '{"user_id": 9002, "state": "not_sent", "channels": []}'::jsonb,
    'nor is what somebody writes, and they are told');
select is(api.get_client_call(9002) ->> 'mode', 'drill', 'a page can say so before');
select tap.become_nobody();
select is((select count(*) from core.call_otps), 0::bigint, 'nothing is left of a code');
select tap.deliver('SIMORDERS', tap.fill(order_id, 'S2', 75, 23000, 150)) from practised;
select is((select count(*) from notify.outbox where user_id is not null), (select count from messages),
    'no client is told of anything');
-- An order of the primary is cancelled at the simulator, which does not know it.
insert into book.orders (order_id, user_id, instrument_id, trade_date, product, side, order_type, quantity,
    filled_quantity, status, exchange_order_id, cl_ord_id, placed_at, updated_at)
values (811, 9002, 7002, '2026-01-15', 'NRML', 'sell', 'MARKET', 35, 0, 'open', 'PX', 'PC', now(), now());
select is((select problem from logic.cancel_primary_orders('{811}', null)), null, 'one of the primary''s is cancelled as on the day');
select tap.become('sunil');
select is(raised($$ select api.standby_site('over') $$) -> 'detail', '{"blockers": {"cancels_of_primary_orders": 1}}'::jsonb,
    'until the simulator has answered it is not over');
select tap.become_nobody();
update core.order_requests set state = 'withdrawn' where book_order_id = 811;
update core.primary_orders set status = 'unknown' where book_order_id = 811;
select tap.become('sunil');
select isnt(api.standby_site('over') ->> 'approval_id', null, 'when all is done its end is asked for');
select tap.become('sita');
select is(api.approve(pg_temp.waiting()) ->> 'mode', 'standby', 'and approved');
select tap.become_nobody();
select cmp_ok(notify.feed_notices(), '>', 0::bigint, 'the notice goes on when it is over');
select is_empty($$ select position_id from core.positions join before using (position_id)
    where positions.net_quantity <> before.net_quantity $$, 'every position is as it was before');
select is_empty($$ select from core.primary_orders where book_order_id = 811 $$,
    'what a simulator said of the primary''s orders is forgotten');
select is((select status from book.orders where order_id = 811), 'open', 'the primary''s word counts');
select is_empty($$ select * from ops.position_breaks $$, 'by the recomputed figures, too');
select is_empty($$ select from core.temp_trades where state = 'provisional' $$, 'no fill reserves anything');
select is((select count(*) from core.trades where trade_number = 'S1' and busted_at is not null), 1::bigint,
    'what was practised stays on record');
select is_empty($$ select from logic.desk_order_rows('2026-01-15', now() - interval '1 hour') where kind like 'order%' $$,
    'the primary is told of no order that was practised');
select is_empty($$ select from logic.desk_trade_rows('2026-01-15', now() - interval '1 hour') where record ->> 'trade_number' like 'S_' $$,
    'nor of a trade');
select tap.become('sunil');
select matches(api.get_report('incident') ->> 'content', 'standby -> drill: practice', 'and has a report of its own');

select matches(pg_temp.page(), '<h1>Drill</h1>.*A drill: nothing of it went to an exchange or a client',
    'which says so when it is over, too');
select matches(pg_temp.page(), '<td>orders filled</td><td>1</td>', 'what became of its orders is told as it was practised');
select matches(pg_temp.page(), '<td>value traded by the desk, rupees</td><td>17,25,000.00</td>', 'and for how much');
select tap.become_nobody();
select is_empty($$ select from notify.outbox where user_id is not null and kind = 'trade_busted' $$,
    'no client hears of the end, either');
select is_empty($$ select from core.alerts where kind = 'trade_busted' $$, 'and nobody is alarmed by it');
insert into core.site_changes (from_mode, to_mode, reason) values ('standby', 'active', 'main site down');
select tap.become('sunil');
select doesnt_match(pg_temp.page(), 'A drill:', 'a day is none');

select * from finish();
rollback;

-- Going back: what the desk did is collected once, sealed when all is at rest, opened by whatever comes
-- late, and standby is reached only when the primary has acknowledged exactly that.
begin;
set local search_path = tap;
\ir ../fixtures/people.psql
\ir ../fixtures/book.psql
select sync.fold();
\ir ../fixtures/exchange.psql
insert into core.site_changes (from_mode, to_mode, reason, changed_at)
values ('standby', 'active', 'down', now() - interval '1 hour');
select plan(34);

create function pg_temp.waiting() returns bigint language sql security definer as $$
    select max(a.approval_id) from core.approvals as a where a.state = 'waiting';
$$;
create function pg_temp.latest(kind text) returns setof jsonb language sql security definer as $$
    select distinct on (d.record_key) d.record from desk.records as d where d.kind = latest.kind
    order by d.record_key, d.record_id desc;
$$;
-- What a primary that has everything answers.
create function pg_temp.said() returns jsonb language sql security definer as $$
    select jsonb_build_object('failback_id', f.failback_id, 'seal_number', f.seal_number, 'kinds', (
        select jsonb_object_agg(s.kind, jsonb_build_array(s.record_count, s.content_hash::text))
        from desk.seals as s where (s.failback_id, s.seal_number) = (f.failback_id, f.seal_number)))
    from sync.failbacks as f order by f.failback_id desc limit 1;
$$;

select is(sync.advance_failback(), null, 'while the desk is active nothing goes back');
create temp table exit_order on commit drop as select tap.exit(9001, 7001, 75) as order_id;
select ok((select count(*) = 1 from tap.dispatch() as d (a bigint, b text, c text)), 'an order leaves');
select tap.deliver('ORDERS', tap.report(order_id, '0')) from exit_order;
update core.site set mode = 'returning';
insert into core.site_changes (from_mode, to_mode, reason) values ('active', 'returning', 'main site is back');

select is(sync.advance_failback(), 'open', 'an order that may still trade keeps it open');
select is(logic.failback_blockers(), '{"live_orders": 1}'::jsonb, 'and says so');
select is((select r ->> 'status' from pg_temp.latest('order') as r), 'acknowledged', 'it is collected all the same');
create temp table records_before on commit drop as select count(*) from desk.records;
select is(sync.advance_failback(), 'open', 'again');
select is((select count(*) from desk.records), (select count from records_before), 'nothing new, nothing written');
select is(raised($$ select api.standby_site('too early') $$) ->> 'code', 'IR401', 'nobody is nobody');
select tap.become('sunil');
select is(raised($$ select api.standby_site('too early') $$) -> 'detail',
    '{"failback": "open", "blockers": {"live_orders": 1}}'::jsonb, 'standby waits for what is live');

-- It trades: first told by our own line, then by the drop copy.
select tap.become_nobody();
select tap.deliver('ORDERS', tap.fill(order_id, 'T1', 75, 23000, 75)) from exit_order;
select is(sync.advance_failback(), 'open', 'a fill that nobody confirmed keeps it open');
select is(logic.failback_blockers(), '{"unconfirmed_fills": 1}'::jsonb, 'for that reason');
select tap.deliver('DROPCOPY', tap.fill(order_id, 'T1', 75, 23000, 75)) from exit_order;
select is(sync.advance_failback(), 'sealed', 'confirmed, it is sealed');
select results_eq($$ select kind, record_count from desk.seals where kind in ('order', 'trade') order by kind $$,
    $$ values ('order', 1::bigint), ('trade', 1) $$, 'one order, one trade');
select is((select r ->> 'status' from pg_temp.latest('order') as r), 'filled', 'the order as it ended');
select is((select r - array['executed_at', 'cl_ord_id', 'exchange_order_id'] from pg_temp.latest('trade') as r),
    '{"exchange": "NSE", "segment": "FO", "trade_date": "2026-01-15", "trade_number": "T1", "side": "sell",
      "quantity": 75, "price": 23000.0000, "user_id": 9001, "instrument_id": 7001, "product": "NRML",
      "account": "ZC9001", "busted": false, "corrected": false}'::jsonb, 'the trade as the exchange calls it');
select is((select count(*) from pg_temp.latest('call')), 1::bigint, 'the call');
select ok((select count(*) > 2 from pg_temp.latest('order_event')), 'what happened to the order');
select is((select seal_number from sync.failbacks), 1, 'one seal');
select is(sync.advance_failback(), 'sealed', 'it stays sealed');

-- The primary answers.
select is(sync.record_acknowledgement(jsonb_set(pg_temp.said(), '{kinds,trade}', '[0, "0"]')), false,
    'an answer that lacks a trade is not accepted');
select is((select count(*) from core.alerts where kind = 'failback_differs'), 1::bigint, 'and raises an alert');
select tap.become('sunil');
select is(raised($$ select api.standby_site('hope') $$) ->> 'code', 'IR211', 'so no standby');
select tap.become_nobody();
create temp table first_answer on commit drop as select pg_temp.said() as said;
grant select on first_answer to public;
select is(sync.record_acknowledgement(said), true, 'the whole is accepted') from first_answer;
select is((select state from sync.failbacks), 'acknowledged', 'and kept');
select is_empty($$ select from core.alerts where kind = 'failback_differs' and resolved_at is null $$, 'the alert is over');

-- A trade that the drop copy tells late opens everything again.
select logic.apply_trades('drop_copy', array[row('NSE', 'FO', '2026-01-15', 'LATE', 'buy', 75, 23000,
    now(), 9002, 7001, 'NRML', null, 'X9', 'ZC9002', 'E9')::core.trade_report]);
select tap.become('sunil');
select is(raised($$ select api.standby_site('all done') $$) ->> 'code', 'IR211', 'the old word does not count for it');
select tap.become_nobody();
select is(sync.advance_failback(), 'sealed', 'a second seal');
select is(sync.record_acknowledgement(said), false, 'the answer to the first is old') from first_answer;

-- Two people vouch for what was printed.
select tap.become('sunil');
select is(raised($$ select api.acknowledge_failback('{', 'r') $$) ->> 'code', 'IR101', 'what is no JSON is refused');
select is(api.acknowledge_failback(pg_temp.said()::text, 'read out by the DBA') ->> 'action', 'site_acknowledge',
    'one asks');
select tap.become('sita');
select is(api.approve(pg_temp.waiting()) ->> 'failback', 'acknowledged', 'the other agrees');
select isnt(api.standby_site('acknowledged') ->> 'approval_id', null, 'now standby may be asked for');
select tap.become('sunil');
select is(api.approve(pg_temp.waiting()) ->> 'mode', 'standby', 'and reached');
select is(api.get_failback() ->> 'state', 'closed', 'the way back is over');

select * from finish();
rollback;

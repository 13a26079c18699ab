-- Taking over: what two people are shown before the second one agrees, how long it took until the
-- first order left, what the primary's replica lacks, and a primary that is not as dead as it seems.
begin;
set local search_path = tap;
\ir ../fixtures/people.psql
\ir ../fixtures/book.psql
select plan(31);

create function pg_temp.check(name text, to_mode text default 'active') returns jsonb language sql as $$
    select c from jsonb_array_elements(api.get_site_checks(to_mode) -> 'checks') as c
    where c ->> 'check_name' = name;
$$;
grant execute on function pg_temp.check(text, text) to public;
create temp table asked (answer jsonb) on commit drop;
grant all on asked to public;
create function pg_temp.waiting() returns bigint language sql security definer as $$
    select max(a.approval_id) from core.approvals as a where a.state = 'waiting';
$$;

select tap.become('arun');
select is(raised($$select api.get_site_checks('active')$$) ->> 'code', '42501',
    'the checks are for who decides');
select tap.become('sunil');
select is(raised($$select api.get_site_checks('asleep')$$) ->> 'code', 'IR101', 'a mode is one of four');
select is(api.get_site_checks('active') ->> 'verdict', 'stop', 'without a line to the exchange: stop');
select is(pg_temp.check('order sessions') ->> 'verdict', 'stop', 'because nothing can be sent');
select is(pg_temp.check('worker gateway') ->> 'verdict', 'stop', 'nor does a gateway run');
select is(pg_temp.check('worker notify') ->> 'verdict', 'look', 'messages can follow');
select is(pg_temp.check('position breaks') ->> 'verdict', 'look', 'what nobody has looked at is not known');
select is(pg_temp.check('book') ->> 'verdict', 'look', 'the positions are not of today');
select is(pg_temp.check('primary') ->> 'verdict', 'ok', 'a dead primary is what this is for');
select is(api.get_site_checks('active') #>> '{steps,0,who}', 'first supervisor', 'the steps come with it');

select tap.become_nobody();
insert into fix.sessions (name, kind, exchange, port, sender_comp_id, target_comp_id) values
    ('ORDERS', 'order', 'NSE', 9880, 'IRRA1', 'SIMEX'), ('DROPCOPY', 'drop_copy', 'NSE', 9880, 'IRRADC', 'SIMEX');
select fix.acquire('ORDERS', 'test'), fix.acquire('DROPCOPY', 'test');
update fix.session_state set status = 'logged_on';
insert into core.workers (worker_name, kind, process_id, version)
select k, k, 1, 't' from unnest(array['front', 'gateway', 'sync', 'notify', 'monitor']) as k;
select sync.record_desk('/data', 50, 1000, true, '0 positions differ');
insert into fix.inbound (session_name, incarnation, sequence, msg_type, received_at, poss_dup, raw)
select 'DROPCOPY', s.incarnation, 1, '8', '2026-01-15 05:00:03+00', false,
    convert_to(e'8=FIX.4.4\x019=1\x0135=8\x0152=20260115-05:00:00.000\x0137=X77\x0111=P77\x011=ZC9001\x0154=2\x0138=75\x01'
        '151=75\x0139=0\x0110=000\x01', 'UTF8')
from fix.session_state as s where s.session_name = 'DROPCOPY';
select sync.record_primary(true, '0/200000', 'irra_book', true, 'reserved', '0/100000', null);
select tap.become('sunil');
select is(pg_temp.check('order sessions') ->> 'verdict', 'ok', 'a session that is logged on will do');
select is(pg_temp.check('disk') ->> 'verdict', 'look', 'a disk with a twentieth left is told');
select is(pg_temp.check('clock DROPCOPY') ->> 'detail', '3.000 s between the exchange''s clock and this one',
    'the exchange''s clock is compared');
select matches(pg_temp.check('primary') ->> 'advice', 'order sessions switched off',
    'a primary that answers is looked at twice');
select is(pg_temp.check('lag at last contact') ->> 'verdict', 'look', 'what it had not sent is told');
select is(api.get_site_checks('active') ->> 'verdict', 'look', 'nothing stops any more');

insert into asked select api.activate_site('main site down');
select is((select answer #> '{steps,0,step}' from asked), '1', 'who asks gets the steps');
select tap.become('sita');
select is((select count(*) from jsonb_array_elements(api.list_approvals() #> '{0,payload,checks}') as c
    where c ->> 'check_name' = 'disk'), 1::bigint, 'who is to agree sees what was checked');
select is(api.approve(pg_temp.waiting()) ->> 'mode', 'active', 'and agrees');
select tap.become_nobody();
select ok((select jsonb_array_length(c.checks) > 10 from core.site_changes as c), 'the checks are kept with the change');

-- The first order on the wire.
select is((select to_first_order_sent from ops.takeovers), null, 'nothing has left yet');
select lives_ok($$ insert into core.order_requests (kind, body, cl_ord_id, session_name, state, incarnation,
        sequence, queued_at, sent_at)
    values ('new', 'x', 'FIRST', 'ORDERS', 'sent', 1, 1, now() + interval '3 seconds', now() + interval '4 seconds'),
        ('new', 'x', 'NEXT', 'ORDERS', 'sent', 1, 2, now() + interval '5 seconds', now() + interval '6 seconds') $$,
    'two messages leave');
select is((select to_first_order_sent from ops.takeovers), '4 seconds'::interval,
    'the time from approval to the first of them is known');

-- What the replica lacks.
select logic.apply_trades('drop_copy', array[
    row('NSE', 'FO', '2026-01-15', 'G1', 'buy', 75, 23000, '2026-01-15 05:01+00', 9001, 7001, 'NRML', null,
        'X78', 'ZC9001', 'E1')::core.trade_report,
    row('NSE', 'FO', '2026-01-15', 'G2', 'sell', 75, 23001, '2026-01-15 05:02+00', null, 7001, null, null,
        'X79', 'ZC9009', 'E2')::core.trade_report]);
update sync.primary_state set last_reachable_at = '2026-01-15 05:00+00';
select results_eq($$ select trade_number, sources, assigned from ops.gap_trades order by trade_number $$,
    $$ values ('G1', array['drop_copy'], true), ('G2', array['drop_copy'], false) $$,
    'trades that only the drop copy told are a gap');
select results_eq($$ select exchange_order_id, cl_ord_id, account, side, leaves_quantity
        from logic.gap_orders('2026-01-15 04:00+00', 10) $$,
    $$ values ('X77', 'P77', 'ZC9001', 'sell', '75') $$, 'and orders that nobody here knows');
select tap.become('sunil');
select is(api.get_gap() -> 'trade_count', '2', 'the report has them');
select is(api.get_gap() #>> '{summary,0,source}', 'drop_copy', 'by source and time');
select tap.become_nobody();
select logic.apply_trades('primary', array[row('NSE', 'FO', '2026-01-15', 'G1', 'buy', 75, 23000,
    '2026-01-15 05:01+00', 9001, 7001, 'NRML', null, 'X78', null, null)::core.trade_report]);
select is((select array_agg(trade_number) from ops.gap_trades), array['G2'],
    'what the primary brings later is no gap any more');

-- Half alive.
select sync.record_primary(false, null, null, null, null, null, 'no answer');
select is_empty($$ select from core.alerts where kind = 'primary_still_trading' $$, 'a silent primary is silent');
insert into book.orders (order_id, user_id, instrument_id, trade_date, product, side, order_type, quantity,
    filled_quantity, status, placed_at, updated_at)
values (801, 9001, 7001, '2026-01-15', 'NRML', 'sell', 'MARKET', 75, 0, 'open', now() - interval '1 hour', now()),
    (802, 9001, 7001, '2026-01-15', 'NRML', 'sell', 'MARKET', 75, 0, 'open', now() + interval '1 second', now());
select sync.record_primary(false, null, null, null, null, null, 'no answer'),
    sync.record_primary(false, null, null, null, null, null, 'no answer');
select is((select details -> 'orders' from core.alerts where kind = 'primary_still_trading'), '1',
    'one that places an order after the desk took over is an alert');
select is((select occurrences from core.alerts where kind = 'primary_still_trading'), 1::bigint,
    'that counts orders, not looks');

select * from finish();
rollback;

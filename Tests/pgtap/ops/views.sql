-- What a DBA reads: every view of the contract, under the role dba, and no more than that.
begin;
set local search_path = tap;
set local client_min_messages = warning;
\ir ../fixtures/people.psql
\ir ../fixtures/book.psql
\ir ../fixtures/desk.psql
select plan(47);

select set_config('role', 'dba', true);
select lives_ok('select * from ops.' || v, 'a DBA reads ops.' || v)
from unnest(array['health', 'queues', 'replication', 'fix_sessions', 'live_orders', 'positions',
    'position_breaks', 'unconfirmed_trades', 'alerts', 'incident_timeline', 'audit_chain',
    'parked_messages', 'refused_rows', 'unassigned_trades', 'unknown_orders', 'purges']) as v;
select is((select count(*) from ops.replication), 1::bigint, 'replication is one row, always');
select is((select count(*) from ops.live_orders), 2::bigint, 'live orders');
select is((select placed_by from ops.live_orders where user_id = 9001), 'arun', 'and who placed them');
select results_eq($$ select queue, waiting from ops.queues order by queue $$,
    $$ values ('dispatch:NSE-FO', 0::bigint), ('notices', 0), ('notify', 5) $$, 'what waits in which queue');
select is((select count(*) from ops.unconfirmed_trades where not overdue), 2::bigint,
    'provisional fills');
select ok((select not led and status = 'down' from ops.fix_sessions), 'a session nobody leads');
select ok((select not ok from ops.health where check_name = 'fix session NSE-FO'), 'is not healthy');
select ok((select ok from ops.health where check_name = 'worker w'), 'a worker just seen is');
select is((select count(distinct kind) from ops.incident_timeline), 9::bigint,
    'the timeline draws on every record');
select is((select live_leaves from ops.positions where user_id = 9001 and symbol = 'NIFTY26JANFUT'),
    75::bigint, 'a position shows its live exits');
select ok(not exists (
    select from information_schema.columns as c where c.table_schema = 'ops'
        and c.column_name in ('pan', 'date_of_birth', 'email', 'phone', 'password_hash', 'recipient',
            'password_ref', 'secret_hash')), 'no view shows what identifies a client or opens a door');
select tap.become_nobody();
update core.workers set last_seen_at = now() - interval '16 seconds';
select ok((select not ok from ops.health where check_name = 'worker w'), 'a silent worker shows');

select ok((select bool_and(h.detail !~ 'oldest' or h.detail ~ 'oldest due for [0-9.]+ s$') and bool_or(h.detail ~ 'oldest due for [0-9.]+ s$')
    from ops.health as h where h.check_name like 'queue%'), 'how long a queue waits is said in seconds');

-- What was set aside.
insert into fix.parked (session_name, incarnation, sequence, msg_type, reason, fields, resolved_at)
values ('NSE-FO', 1, 1, '8', 'why', '{"37": "X"}', null), ('NSE-FO', 1, 2, '8', 'why', '{}', now());
insert into sync.refused_rows (table_name, arrival, user_id, instrument_id, row, reason)
values ('trades', 1, 9001, 7001, '{"product": "BO"}', 'unknown product');
select set_config('role', 'dba', true);
select results_eq($$ select sequence, reason, fields, open from ops.parked_messages $$,
    $$ values (1::bigint, 'why', '{"37": "X"}'::jsonb, true), (2, 'why', '{}', false) $$,
    'messages that were parked, the open ones first');
select results_eq($$ select user_id, instrument_id, reason, open from ops.refused_rows $$,
    $$ values (9001::bigint, 7001::bigint, 'unknown product', true) $$, 'rows that were refused');
select ok((select not ok from ops.health where check_name = 'refused rows'), 'which is not healthy');
select is(raised('select * from fix.parked') ->> 'code', '42501', 'views only');

-- The primary is down.
select tap.become_nobody();
create function tap.health(check_name text) returns text language sql as $$
    select h.ok || ' ' || regexp_replace(h.detail, ', last reachable.*', '') from ops.health as h
    where h.check_name = health.check_name $$;
insert into core.trades (exchange, segment, trade_date, trade_number, side, quantity, price,
    executed_at, drop_copy_at, applied)
values ('NSE', 'FO', current_date, 'STRAY', 'buy', 75, 100, now(), now(), false);
select is(health('unassigned trades'), 'false 1 trades of nobody known', 'a trade of nobody shows');
update core.trades set busted_at = now() where trade_number = 'STRAY';
select is(health('unassigned trades'), 'true 0 trades of nobody known',
    'one that the exchange took back needs nobody');
update core.alerts set resolved_at = now();
update core.site set mode = 'standby';
select sync.record_primary(false, null, null, null, null, null, 'no answer');
select is(health('primary'), 'false down', 'in standby a primary that is down is a fault');
select is(health('critical alerts'), 'false 1 open', 'of which a person is told');
update core.site set mode = 'active';
select is(health('primary'), 'true down, this desk stands in for it', 'in active mode it is why we are here');
select is(health('critical alerts'), 'true 0 open', 'and nobody need be told');
select is(health('replication'), 'false no subscription', 'no subscription is a fault in any mode');
create publication book;
set local client_min_messages = error;
create subscription irra_book connection 'dbname=nowhere' publication book with (connect = false);
select is(health('replication'), 'true waiting for the primary', 'a stream without a source is none');
select sync.record_primary(true, null, null, null, null, null, null);
select is(health('replication') || ', ' || health('primary'), 'false not applying, true reachable',
    'with a source it is');
select tap.become('sunil');
select is(raised('select * from ops.positions') ->> 'code', '42501', 'people do not read ops');

select tap.become_nobody();
-- What was told: five wait since the fixtures; three more are over.
insert into notify.messages (lane, channel, kind, recipient, facts, priority, state, created_at, finished_at, receipt,
    receipt_at)
select 'user:9001', 'email', k.kind, 'one@example.com', '{}', 5, k.state, now() - interval '30 seconds',
    now() - k.ago, k.receipt, now() - k.ago
from (select min(kind) from notify.kinds) as kinds (kind)
cross join lateral (values (kinds.kind, 'sent', interval '10 seconds', 'delivered'),
    (kinds.kind, 'sent', interval '0', null), (kinds.kind, 'dead', interval '20 seconds', null)) as k (kind, state, ago, receipt);
select set_config('role', 'dba', true);
select results_eq($$ select minutes, sent, dead, received, sent_per_second, seconds_p50::integer
    from ops.notifications where channel = 'email' order by minutes $$,
    $$ values (1, 2::bigint, 1::bigint, 1::bigint, 0.03::numeric, 25), (5, 2, 1, 1, 0.01, 25), (60, 2, 1, 1, 0.00, 25) $$,
    'notifications by channel and time');
select is((select count(*) from ops.notifications), 9::bigint, 'with a row where nothing was told');

-- Who guesses, and how it was before.
reset role;
delete from auth.login_attempts;
insert into auth.login_attempts (username, address, outcome, at) values
    ('arun', '10.0.0.9', 'wrong_password', now()), ('arun', '10.0.0.9', 'wrong_otp', now()),
    ('Secret-typed-here', '10.0.0.9', 'unknown_name', now()), ('arun', '10.0.0.1', 'ok', now()),
    ('sita', '10.0.0.9', 'wrong_password', now() - interval '61 minutes');
insert into monitor.history (measure, subject, step_seconds, place, begins_at, figures, total, low, high)
select 'order_wait', 'ORDERS', min(s.step_seconds), 1, now(), 4, 10, 1, 5 from monitor.steps as s;
select set_config('role', 'dba', true);
select results_eq('select username, address, failed, outcomes from ops.failed_log_ins order by failed desc',
    $$ values ('arun', '10.0.0.9'::inet, 2::bigint, 'wrong_otp wrong_password'), (null, '10.0.0.9', 1, 'unknown_name') $$,
    'log-ins that failed within the hour, without what is nobody''s name');
select results_eq($$ select mean, low, high from ops.figure_history where measure = 'order_wait' $$,
    'values (2.5, 1.0, 5.0)', 'the past of a figure');

select * from finish();
rollback;

-- What a DBA reads: every view of the contract, under the role dba, and no more than that.
begin;
set local search_path = tap;
set local client_min_messages = warning;
\ir ../fixtures/people.psql
\ir ../fixtures/book.psql
\ir ../fixtures/desk.psql
select plan(24);

select set_config('role', 'dba', true);
select lives_ok('select * from ops.' || v, 'a DBA reads ops.' || v)
from unnest(array['health', 'queues', 'replication', 'fix_sessions', 'live_orders', 'positions',
    'position_breaks', 'unconfirmed_trades', 'alerts', 'incident_timeline', 'audit_chain']) as v;
select is((select count(*) from ops.replication), 1::bigint, 'replication is one row, always');
select is((select count(*) from ops.live_orders), 2::bigint, 'live orders');
select is((select placed_by from ops.live_orders where user_id = 9001), 'arun', 'and who placed them');
select results_eq($$ select queue, waiting from ops.queues order by queue $$,
    $$ values ('dispatch:NSE-FO', 0::bigint), ('notify', 1) $$, 'what waits in which queue');
select is((select count(*) from ops.unconfirmed_trades where not overdue), 2::bigint,
    'provisional fills');
select ok((select not led and status = 'down' from ops.fix_sessions), 'a session nobody leads');
select ok((select not ok from ops.health where check_name = 'fix session NSE-FO'), 'is not healthy');
select ok((select ok from ops.health where check_name = 'worker w'), 'a worker just seen is');
select is((select count(distinct kind) from ops.incident_timeline), 6::bigint,
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
select tap.become('sunil');
select is(raised('select * from ops.positions') ->> 'code', '42501', 'people do not read ops');

select * from finish();
rollback;

-- A subscription that stands still is an alert; leaving a transaction out takes two people and a position.
begin;
set local search_path = tap;
set local client_min_messages = error;
\ir ../fixtures/people.psql
select plan(14);
create function pg_temp.waiting() returns bigint language sql security definer as $$
    select max(a.approval_id) from core.approvals as a where a.state = 'waiting';
$$;
create function pg_temp.alerts() returns text[] language sql security definer as $$
    select array_agg(a.kind order by a.kind) from core.alerts as a where a.resolved_at is null;
$$;
select tap.become('sunil');
select is(raised($$ select api.skip_transaction('0/1', 'r') $$) -> 'detail', '{"object": "subscription"}'::jsonb,
    'without a subscription there is nothing to skip');
select tap.become_nobody();
create subscription irra_book connection 'dbname=nowhere' publication book with (connect = false, slot_name = none);
select sync.record_primary(true, '0/2000', 'irra_book', false, 'reserved', '0/1000', null);
select is(pg_temp.alerts(), array['replication_stopped'], 'one that stands still while the primary answers is an alert');
select sync.record_primary(true, '0/2000', 'irra_book', false, 'unreserved', '0/1000', null);
select is(pg_temp.alerts(), array['replication_slot_unreserved', 'replication_stopped'], 'a slot about to be lost, too');
select sync.record_primary(true, '0/2000', 'irra_book', false, 'reserved', '0/1000', null);
select is(pg_temp.alerts(), array['replication_stopped'], 'which ends');
select results_eq($$ select enabled, apply_errors, tables_being_copied from ops.replication $$,
    $$ values (false, 0::bigint, null::text[]) $$, 'the view tells');
select tap.become('arun');
select is(raised($$ select api.skip_transaction('0/1', 'r') $$) ->> 'code', '42501', 'an agent skips nothing');
select tap.become('sunil');
select is(raised($$ select api.skip_transaction('last one', 'r') $$) #>> '{detail,field}', 'lsn', 'a position is one');
select is(raised($$ select api.skip_transaction('0/1', ' ') $$) #>> '{detail,field}', 'reason', 'and has a reason');
select is(api.skip_transaction('0/14c0378', 'a day twice') #>> '{payload,lsn}', '0/14C0378', 'it is asked for');
select is(raised($$ select api.approve(pg_temp.waiting()) $$) ->> 'code', 'IR404', 'not by oneself');
select tap.become_nobody();
update pg_subscription set subenabled = true, subslotname = 'irra_book' where subname = 'irra_book';
select tap.become('sita');
select is(api.approve(pg_temp.waiting()) #>> '{problem,code}', 'IR212', 'nothing is skipped when it goes on meanwhile');
select is(raised($$ select api.skip_transaction('0/1', 'r') $$) ->> 'code', 'IR212', 'nor asked for');
select tap.become_nobody();
select sync.record_primary(true, '0/2000', 'irra_book', true, 'reserved', '0/1000', null);
select is(pg_temp.alerts(), null, 'the alert is over when it goes on');
select is(raised($$ select sync.skip_transaction('0/1') $$) ->> 'code', '42883',
    'what skips comes with the subscription, not with the logic');
select * from finish();
rollback;

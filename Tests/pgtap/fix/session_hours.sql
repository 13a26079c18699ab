-- When sessions are logged on: schedules in Indian time, holidays, what a DBA sees.
begin;
set local search_path = tap;
\ir ../fixtures/people.psql
\ir ../fixtures/book.psql
\ir ../fixtures/exchange.psql
select plan(21);
-- 2026-01-15 is a Thursday; 09:00 in India is 03:30 UTC.
create function tap.due(at timestamptz) returns text language sql as $$
    select string_agg(name, ' ' order by name) from fix.sessions_to_run(at) $$;
select is(due('2026-01-18 20:00+00'), 'DROPCOPY ORDERS', 'without a schedule a session runs always');
select is(fix.ms_to_schedule_change('2026-01-15 00:00+00'), null, 'and never changes');

set local role dba;
insert into fix.session_schedules (session_name, weekday, logon_at, logout_at)
select 'ORDERS', d, '09:00', '15:45' from generate_series(1, 5) d;
insert into core.holidays values ('NSE', 'FO', '2026-01-26', 'Republic Day');
reset role;
set local search_path = tap;
select ok(exists (select from audit.log where object = 'fix.session_schedules'), 'edits of hours are logged');
select is(due('2026-01-15 03:29:59+00'), 'DROPCOPY', 'before its hours it does not run');
select is(due('2026-01-15 03:30:00+00'), 'DROPCOPY ORDERS', 'from the first second it does');
select is(due('2026-01-15 10:14:59+00'), 'DROPCOPY ORDERS', 'to the last');
select is(due('2026-01-15 10:15:00+00'), 'DROPCOPY', 'and no longer');
select is(fix.ms_to_schedule_change('2026-01-15 03:29:59.250+00'), 750::bigint, 'how long until it is looked at again: before');
select is(fix.ms_to_schedule_change('2026-01-15 10:14:00+00'), 60000::bigint, 'within');
select is(fix.ms_to_schedule_change('2026-01-16 10:15:00+00'), (65 * 3600 + 900) * 1000::bigint, 'over the week-end');

update fix.session_state set lease_until = null, status = 'logged_on', detail = null where session_name = 'ORDERS';
select is(due('2026-01-16 12:00+00'), 'DROPCOPY', 'Friday evening');
select results_eq($$select status, detail from fix.session_state where session_name = 'ORDERS'$$,
    $$values ('down', 'outside its hours until Mon 19 Jan 09:00 IST')$$, 'its state says until when');
select is(due('2026-01-26 05:00+00'), 'DROPCOPY ORDERS', 'a holiday of one segment is none of the whole exchange');
update fix.sessions set segment = 'FO' where name = 'ORDERS';
select is(due('2026-01-26 05:00+00'), 'DROPCOPY', 'but of that segment''s session');
update fix.sessions set simulated = true where name = 'ORDERS';
select is(due('2026-01-26 05:00+00'), 'DROPCOPY ORDERS', 'a simulator has no holidays');
update fix.sessions set simulated = false, segment = null where name = 'ORDERS';
insert into core.holidays values ('NSE', 'CM', '2026-01-26', 'Republic Day');
select is(due('2026-01-26 05:00+00'), 'DROPCOPY', 'a day without any segment is the exchange''s holiday');

insert into fix.session_schedules values ('DROPCOPY', 4, '09:00', '24:00'), ('DROPCOPY', 5, '00:00', '02:00');
select is(fix.ms_to_schedule_change('2026-01-15 18:00+00'), (2 * 3600 + 1800) * 1000::bigint, 'hours that meet at midnight are one');
delete from fix.session_schedules where session_name = 'DROPCOPY';
insert into fix.session_schedules values ('DROPCOPY', 3, '09:00', '10:00');
update fix.session_state set lease_until = clock_timestamp() + interval '1 hour' where session_name = 'DROPCOPY';
select is(due('2026-01-15 05:00+00'), 'ORDERS', 'a session that is led and out of its hours is not answered');
select is((select detail from fix.session_state where session_name = 'DROPCOPY'), null, 'and keeps its state until it has logged out');
update fix.sessions set enabled = false where name = 'ORDERS';
select is(due('2026-01-15 05:00+00'), null, 'a disabled session does not run in its hours either');
select is((select ok from ops.health where check_name = 'fix session DROPCOPY'),
    (select in_hours and false or not in_hours from ops.fix_sessions where name = 'DROPCOPY'),
    'health does not expect a session outside its hours');
select * from finish();

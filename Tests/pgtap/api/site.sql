-- The mode machine: two different people, exactly what was shown, or nothing.
begin;
set local search_path = tap;
\ir ../fixtures/people.psql
select plan(36);

create function pg_temp.waiting() returns bigint language sql security definer as $$
    select max(a.approval_id) from core.approvals as a where a.state = 'waiting';
$$;

-- People create no temporary objects.
create temp table approved (id bigint, answer jsonb) on commit drop;
create temp table late (id bigint) on commit drop;
grant all on approved, late to public;
select tap.become('vera');
select is(api.get_site() - 'mode_since' - 'primary',
    '{"mode": "standby", "orders_allowed": false, "changes": []}'::jsonb, 'everybody sees the mode');
select is(raised($$select api.activate_site('down')$$) ->> 'code', '42501', 'a viewer changes nothing');
select tap.become('arun');
select is(raised($$select api.activate_site('down')$$) ->> 'code', '42501', 'nor does an agent');
select is(raised($$select api.list_approvals()$$) ->> 'code', '42501', 'nor sees what waits');

select tap.become('sunil');
select is(raised($$select api.activate_site('  ')$$) ->> 'code', 'IR101', 'a change needs a reason');
select is(raised($$select api.return_site('too early')$$) -> 'detail',
    '{"from_mode": "standby", "to_mode": "returning"}'::jsonb, 'only from a mode that leads there');
select is(api.activate_site('primary down since 10:06') ->> 'approval_id', pg_temp.waiting()::text,
    'a request waits');
select is(api.get_site() ->> 'mode', 'standby', 'and changes nothing yet');
select is(raised($$select api.activate_site('again')$$) ->> 'code', 'IR206', 'one request at a time');
select is(raised($$select api.approve(pg_temp.waiting())$$) ->> 'code', 'IR404',
    'nobody approves their own');
select is(raised($$select api.reject(pg_temp.waiting(), 'no')$$) ->> 'code', 'IR404',
    'nor rejects it');
select tap.become('anna');
select is(raised($$select api.approve(pg_temp.waiting())$$) ->> 'code', '42501', 'an auditor only looks');
select results_eq($$ select a ->> 'state', a ->> 'requested_by', a ->> 'reason',
        a #>> '{payload,from_mode}', a #>> '{payload,to_mode}'
    from jsonb_array_elements(api.list_approvals()) as a $$,
    $$ values ('waiting', 'sunil', 'primary down since 10:06', 'standby', 'active') $$,
    'and sees exactly what will be done');

select tap.become('sita');
select is(raised($$select api.approve(-1)$$) ->> 'code', 'IR104', 'what was not asked is not there');
insert into approved select pg_temp.waiting(), api.approve(pg_temp.waiting());
select is((select answer ->> 'mode' from approved), 'active', 'the second person does it');
select is(api.get_site() ->> 'mode', 'active', 'and the desk is active');
select is(api.get_site() ->> 'orders_allowed', 'true', 'so that orders can be made');
select is((api.get_site() #> '{changes,0}') - 'changed_at'::text,
    '{"from_mode": "standby", "to_mode": "active", "reason": "primary down since 10:06",
      "requested_by": "sunil", "approved_by": "sita"}'::jsonb, 'who and why is on record');
select is(api.approve((select id from approved)) #>> '{problem,code}', 'IR204', 'it is done once');
select is(raised($$select api.activate_site('again')$$) ->> 'code', 'IR202', 'active does not lead to active');
select is(raised($$select api.standby_site('shortcut')$$) ->> 'code', 'IR202',
    'nor does it fall back to standby at once');

-- Rejected.
select isnt(api.return_site('primary is back') ->> 'approval_id', null, 'returning is asked for');
select tap.become('adil');
select is(api.reject(pg_temp.waiting(), 'not yet') ->> 'state', 'rejected', 'and rejected by an admin');
select is(api.get_site() ->> 'mode', 'active', 'nothing was done');

-- Too late.
select isnt(api.return_site('primary is back') ->> 'approval_id', null, 'asked for again');
select tap.become_nobody();
update core.approvals set requested_at = now() - interval '1 hour', expires_at = now()
where state = 'waiting';
select tap.become('sunil');
select is(api.list_approvals() #>> '{0,state}', 'expired', 'a request past its time reads as expired');
insert into late select pg_temp.waiting();
select is(api.approve((select id from late)) #>> '{problem,code}', 'IR204', 'and cannot be approved');
select is(pg_temp.waiting(), null, 'which is kept');

-- Outdated: the desk has moved on between asking and approving.
select isnt(api.return_site('primary is back') ->> 'approval_id', null, 'asked for a third time');
select tap.become_nobody();
update core.site set mode = 'returning';
select tap.become('sita');
select is(api.approve(pg_temp.waiting()) #>> '{problem,detail,expected_mode}', 'active',
    'what is no longer as shown is not done');
select tap.become_nobody();
select is((select count(*) from core.site_changes), 1::bigint, 'only the one change was made by approval');
select tap.become('sita');
select isnt(api.standby_site('all reconciled') ->> 'approval_id', null, 'returning leads to standby');
select tap.become('adil');
select is(api.approve(pg_temp.waiting()) ->> 'mode', 'standby', 'and so it ends where it began');

select tap.become_nobody();
select ok((select array_agg(distinct l.action) from audit.log as l) @> array['request:site_activate',
    'approve:site_activate', 'reject:site_return', 'approve:too_late', 'approve:outdated'],
    'every step is in the audit log');
select is((select l.before ->> 'mode' || ' ' || (l.after ->> 'mode') from audit.log as l
    where l.action = 'approve:site_activate'), 'standby active', 'with before and after');
select throws_ok($$ update core.approvals set decided_by = requested_by $$, '23514', null,
    'the table itself knows that it takes two');

select * from finish();
rollback;

-- Who somebody is follows from a live session's secret and a matching role; anything else is nobody.
begin;
set local search_path = tap;
\ir ../fixtures/people.psql
select plan(15);

select is(auth.current_person(), null, 'no session is nobody');

create temp table arun on commit drop as
    select p.person_id, s.session_id from auth.ops_team as p join auth.sessions as s using (person_id)
    where p.username = 'arun';
grant select on arun to public;

select tap.become('arun');
select is(auth.current_person(), (select person_id from arun), 'a live secret is its person');
select is(auth.current_session(), (select session_id from arun), 'and its session');
select is(auth.require('ops_agent', 'ops_supervisor'), (select person_id from arun),
    'require answers the person');
select is(raised($$select auth.require('ops_supervisor')$$) ->> 'code', 'IR403',
    'require refuses another role');

select set_config('role', 'ops_supervisor', true);
select is(auth.current_person(), null, 'a secret under another role is nobody');
select is(raised($$select auth.require('ops_supervisor')$$) ->> 'code', 'IR401',
    'and require says so');

select set_config('role', 'ops_agent', true), set_config('irra.session', 'forged', true);
select is(auth.current_person(), null, 'a forged secret is nobody');
select set_config('irra.session', '', true);
select is(auth.current_person(), null, 'an empty secret is nobody');
select is(auth.callers(), '{}'::bigint[], 'nobody serves nobody');

select tap.become_nobody();
update auth.sessions set expires_at = now() - interval '1 second'
where session_id = (select session_id from arun);
select tap.become('arun');
select is(auth.current_person(), null, 'an expired session is nobody');

select tap.become_nobody();
update auth.sessions set expires_at = now() + interval '1 hour', ended_at = now()
where session_id = (select session_id from arun);
select tap.become('arun');
select is(auth.current_person(), null, 'an ended session is nobody');

select tap.become_nobody();
update auth.sessions set ended_at = null where session_id = (select session_id from arun);
update auth.ops_team set disabled_at = now() where person_id = (select person_id from arun);
select tap.become('arun');
select is(auth.current_person(), null, 'a disabled person is nobody');

select tap.become_nobody();
update auth.ops_team set disabled_at = null, role = 'ops_supervisor'
where person_id = (select person_id from arun);
select tap.become('arun');
select is(auth.current_person(), null, 'a session from before a change of role is nobody');

select tap.become_nobody();
update auth.ops_team set role = 'ops_agent' where person_id = (select person_id from arun);
select tap.become('arun');
select isnt(auth.current_person(), null, 'the same session is somebody again when all is as it was');

select * from finish();
rollback;

-- Where people are logged in, and how a session is ended from elsewhere.
begin;
set local search_path = tap;
\ir ../fixtures/people.psql
select plan(19);

insert into auth.sessions (person_id, secret_hash, role, expires_at, ends_at, address, user_agent, created_at)
select p.person_id, sha256('second'), p.role, now() + interval '30 minutes', now() + interval '8 hours',
    '198.51.100.7', 'Laptop', now() - interval '1 hour'
from auth.ops_team as p where p.username = 'arun';
create function pg_temp.id(name text) returns bigint language sql stable security definer as $$
    select p.person_id from auth.ops_team as p where p.username = name;
$$;
create function pg_temp.second() returns uuid language sql stable security definer as $$
    select s.session_id from auth.sessions as s where s.secret_hash = sha256('second');
$$;

select tap.become('arun');
select is(jsonb_array_length(api.get_sessions()), 2, 'one sees one''s own sessions');
select is(api.get_sessions() #> '{1}' @> '{"address": "198.51.100.7", "user_agent": "Laptop",
    "is_this": false, "stage": "full"}', true, 'where from, and whether it is this one');
select is(api.get_sessions() #>> '{0,is_this}', 'true', 'the newest first');
select ok(not api.get_sessions()::text ~ 'hash', 'without secrets');
select is(api.get_sessions(pg_temp.id('sunil')), '[]'::jsonb, 'nobody else''s');
select is(raised(format('select api.end_session(%L)', gen_random_uuid())) ->> 'code', 'IR104',
    'what is not there is not ended');
select tap.become('sunil');
select is(raised(format('select api.end_session(%L)', pg_temp.second())) ->> 'code', 'IR104',
    'somebody else''s session is not there');
select is(api.get_sessions(pg_temp.id('arun')), '[]'::jsonb, 'a supervisor sees it no more than an agent');
select tap.become('anna');
select is(jsonb_array_length(api.get_sessions(pg_temp.id('arun'))), 2, 'an auditor sees it');
select is(raised(format('select api.end_session(%L)', pg_temp.second())) ->> 'code', 'IR104',
    'and does not end it');
select tap.become('arun');
select is(api.end_session(pg_temp.second()) ->> 'ended', 'true', 'its person ends it');
select is(jsonb_array_length(api.get_sessions()), 1, 'then it is gone');
select is(raised(format('select api.end_session(%L)', pg_temp.second())) ->> 'code', 'IR104', 'once');
select tap.become('adil');
select is((select api.end_session((s ->> 'session_id')::uuid) ->> 'ended'
    from jsonb_array_elements(api.get_sessions(pg_temp.id('arun'))) as s), 'true', 'an admin ends anybody''s');
select tap.become('arun');
select is(auth.current_person(), null, 'who is nobody from then on');
select tap.become_nobody();
select results_eq($$ select s.ended_reason from auth.sessions as s where s.person_id = pg_temp.id('arun')
    order by s.created_at $$, $$ values ('ended'), ('ended_by_admin') $$, 'it says by whom');
select is((select count(*) from audit.log as l where l.action = 'end_session' and l.person_id is not null
    and l.after ->> 'person_id' = pg_temp.id('arun')::text), 2::bigint, 'and so does the log');
select tap.become('vera');
select is((select api.end_session((s ->> 'session_id')::uuid) ->> 'ended'
    from jsonb_array_elements(api.get_sessions()) as s), 'true', 'one ends the session one is in');
select is(auth.current_person(), null, 'too');

select * from finish();
rollback;

-- One's own session, and what is said and kept about refusals.
begin;
set local search_path = tap;
\ir ../fixtures/people.psql
\ir ../fixtures/book.psql
select plan(22);

select tap.become('arun');
select tap.open_call('arun', 9001);
select is(api.whoami() - 'person_id' - 'session_id' - 'expires_at' - 'calls',
    '{"username": "arun", "display_name": "Arun Agent", "role": "ops_agent"}'::jsonb, 'who I am');
select is(api.whoami() #>> '{calls,0,user_id}', '9001', 'and whom I serve');
select tap.become('vera');
select is(api.whoami() -> 'calls', '[]'::jsonb, 'a viewer serves nobody');

-- A refusal is kept, as far as it can be one.
select tap.become('arun');
select lives_ok($$select api.record_refusal('get_user', 'IR403', '{"reason": "r"}')$$,
    'a refusal is reported');
select lives_ok($$select api.record_refusal('get_site', 'IR101', jsonb_build_object('big', repeat('z', 100000)))$$,
    'however much was sent');
select lives_ok($$select api.record_refusal('no_such_door', 'IR101', '{}')$$, 'no door of ours');
select lives_ok($$select api.record_refusal('whoami', '42501', '{}'), api.record_refusal('whoami', 'IR101x', '{}'),
    api.record_refusal('whoami', 'IR000', '{}'), api.record_refusal('whoami', null, '{}')$$, 'no code of ours');
select set_config('irra.session', 'forged', true);
select lives_ok($$select api.record_refusal('get_user', 'IR401', '{}')$$, 'nobody is heard');
select tap.become_nobody();
select is((select count(*) from audit.log where action = 'refused:get_user'
    and after ->> 'code' = 'IR403' and person_id is not null and session_id is not null
    and address = '192.0.2.1' and database_role = 'ops_agent'), 1::bigint, 'it says who and from where');
select is((select count(*) from audit.log where action like 'refused:%' and person_id is null), 0::bigint,
    'but not written down');
select is((select count(*) from audit.log where action in ('refused:no_such_door', 'refused:whoami')), 0::bigint,
    'nor is what no door of ours says');
select is((select after -> 'detail' from audit.log where action = 'refused:get_site'), 'null'::jsonb,
    'nor more than fits');
select cmp_ok((select max(octet_length(to_jsonb(l)::text)) from audit.log as l), '<', 2000,
    'and stays small');

-- Log-out.
select tap.become('arun');
select is(api.logout() ->> 'ended', 'true', 'a person logs out');
select is(auth.current_person(), null, 'and is nobody at once');
select is(raised('select api.whoami()') ->> 'code', 'IR401', 'for every function');
select is(raised('select api.logout()') ->> 'code', 'IR401', 'a second time, too');
select tap.become_nobody();
select is((select count(*) from core.calls where closed_at is null), 0::bigint,
    'calls do not outlive the session that opened them');
select is((select count(*) from audit.log where action = 'logout' and person_id is not null), 1::bigint,
    'the log knows who');

-- Readiness, before anybody is somebody.
select set_config('role', 'irra_front', true);
select is(api.health() ->> 'status', 'ok', 'the front asks for health as itself');
select is(raised('select api.whoami()') ->> 'code', '42501', 'and for nothing else');
select is(raised('select api.get_positions(9001)') ->> 'code', '42501', 'least of all for clients');

select * from finish();
rollback;

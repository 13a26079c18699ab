-- Members of the ops team, by admins.
begin;
set local search_path = tap;
\ir ../fixtures/people.psql
select plan(37);

create function pg_temp.id(name text) returns bigint language sql stable security definer as $$
    select p.person_id from auth.ops_team as p where p.username = name;
$$;

select tap.become('adil');
select is((api.register_member('nadia', 'Nadia New', 'ops_agent', '$argon2id$x', 'nadia@broker.example',
    '+919000012345') - 'person_id' - 'created_at' - 'initial_password_until'),
    '{"username": "nadia", "display_name": "Nadia New", "role": "ops_agent", "phone": "+919000012345",
    "email": "nadia@broker.example", "is_machine": false, "disabled_at": null, "last_login_at": null,
    "password_changed_at": null, "has_second_factor": false, "recovery_codes_left": 0,
    "retry_after_seconds": 0, "open_sessions": 0, "scopes": []}'::jsonb,
    'an admin adds a member, who has to enrol');
select is(raised($$select api.register_member('nadia', 'N', 'ops_agent', '$argon2id$x')$$)
    #>> '{detail,field}', 'username', 'a name once');
select is((select array_agg(raised(format($$select api.register_member(%L, %L, %L, '$argon2id$x', %L, %L)$$,
        c[1], c[2], c[3], c[4], c[5])) #>> '{detail,field}')
    from (values (array['No', 'N', 'ops_agent', null, null]), (array['nora', ' ', 'ops_agent', null, null]),
        (array['nora', 'N', 'boss', null, null]), (array['nora', 'N', 'dba', null, null]),
        (array['nora', 'N', 'ops_agent', 'x', null]), (array['nora', 'N', 'ops_agent', null, '12'])) as v (c)),
    array['username', 'display_name', 'role', 'role', 'email', 'phone'], 'what is wrong is named');
select is(raised($$select api.register_member('nora', 'N', 'ops_agent', 'plain')$$) ->> 'code', 'IR101',
    'never with a plain password');
select is(jsonb_array_length(api.get_members()), 8, 'all are listed');
select is(api.get_member(pg_temp.id('arun')) ->> 'open_sessions', '1', 'and one is shown');
select ok(not (api.get_members()::text ~ 'argon2id|sealed|hash'), 'without hashes and secrets');
select is(raised($$select api.get_member(0)$$) ->> 'code', 'IR104', 'nobody is not found');

-- Who may.
select tap.become('sunil');
select is((select array_agg(distinct raised(s) ->> 'code') from unnest(array[
    $$select api.register_member('nora', 'N', 'ops_agent', '$argon2id$x')$$,
    $$select api.get_members()$$, $$select api.get_member(1)$$,
    $$select api.change_member(1, 'r', role => 'ops_admin')$$, $$select api.unlock_member(1)$$,
    $$select api.reset_member(1, '$argon2id$x')$$,
    $$select api.register_machine('m1', 'M', 'auditor')$$]) as s), array['42501'],
    'supervisors have no such doors');
select tap.become('anna');
select is(jsonb_array_length(api.get_members()), 8, 'an auditor looks');
select is((select array_agg(distinct raised(s) ->> 'code') from unnest(array[
    $$select api.register_member('nora', 'N', 'ops_agent', '$argon2id$x')$$,
    $$select api.change_member(1, 'r', role => 'ops_admin')$$, $$select api.unlock_member(1)$$,
    $$select api.reset_member(1, '$argon2id$x')$$]) as s), array['42501'], 'and changes nothing');

-- Changes.
select tap.become('adil');
select is(raised($$select api.change_member(pg_temp.id('arun'), ' ', role => 'ops_viewer')$$)
    #>> '{detail,field}', 'reason', 'a change has a reason');
select is(raised($$select api.change_member(pg_temp.id('arun'), 'why')$$) ->> 'code', 'IR103',
    'and something to change');
select is(raised($$select api.change_member(pg_temp.id('arun'), 'why', role => 'irra_front')$$) ->> 'code',
    'IR101', 'to a role of people');
select is(raised($$select api.change_member(0, 'why', role => 'ops_agent')$$) ->> 'code', 'IR104',
    'of somebody who is there');
select is(api.change_member(pg_temp.id('arun'), 'promoted', 'Arun S', 'ops_supervisor', 'a@broker.example')
    - array['created_at', 'person_id', 'password_changed_at'] @> '{"display_name": "Arun S",
    "role": "ops_supervisor", "email": "a@broker.example", "open_sessions": 0}', true,
    'name, role and contact change');
select set_config('irra.session', tap.secret_of('arun'), true), set_config('role', 'ops_supervisor', true);
select is(auth.current_person(), null, 'the session of the old role is nobody in the new one');
select set_config('role', 'ops_agent', true);
select is(auth.current_person(), null, 'nor in the old one');
select tap.become('asha');
select isnt(auth.current_person(), null, 'another agent is somebody');
select tap.become('adil');
select isnt(api.change_member(pg_temp.id('asha'), 'left', disabled => true) ->> 'disabled_at', null,
    'a member is disabled');
select tap.become('asha');
select is(auth.current_person(), null, 'and is nobody from the next statement on');
select tap.become('adil');
select is(api.change_member(pg_temp.id('asha'), 'back', disabled => false) ->> 'disabled_at', null,
    'and enabled');
select tap.become('asha');
select is(auth.current_person(), null, 'but has to log in again');

-- Nobody does it to themselves, and somebody has to stay.
select tap.become('adil');
select is((select array_agg(raised(s) ->> 'code') from unnest(array[
    $$select api.change_member(pg_temp.id('adil'), 'more', role => 'ops_supervisor')$$,
    $$select api.change_member(pg_temp.id('adil'), 'off', disabled => true)$$,
    $$select api.unlock_member(pg_temp.id('adil'))$$,
    $$select api.reset_member(pg_temp.id('adil'), '$argon2id$x')$$]) as s),
    array['IR403', 'IR403', 'IR403', 'IR403'], 'nobody changes their own rights');
select is(api.change_member(pg_temp.id('adil'), 'typo', 'Adil B') ->> 'display_name', 'Adil B',
    'a name is no right');
select tap.become_nobody();
select is(raised($$select auth.change_member(pg_temp.id('adil'), disabled => true)$$) ->> 'code', 'IR213',
    'the last admin stays, whoever asks');
select is(raised($$select auth.change_member(pg_temp.id('adil'), role => 'auditor')$$) ->> 'code', 'IR213',
    'in that role');
update auth.ops_team set role = 'ops_admin', totp_secret_sealed = null where username = 'sita';
select is(raised($$select auth.change_member(pg_temp.id('adil'), disabled => true)$$) ->> 'code', 'IR213',
    'one who never enrolled is no other admin');
update auth.ops_team set totp_secret_sealed = '\x00' where username = 'sita';
select is(raised($$select auth.change_member(pg_temp.id('adil'), disabled => true)$$), null,
    'with another one the first may go');
select auth.change_member(pg_temp.id('adil'), disabled => false);
update auth.sessions set ended_at = null where secret_hash = sha256(convert_to(tap.secret_of('adil'), 'UTF8'));

-- Locked out, and starting again.
insert into auth.login_attempts (username, outcome)
select 'sunil', 'wrong_password' from generate_series(1, 20);
select tap.become('adil');
select cmp_ok((api.get_member(pg_temp.id('sunil')) ->> 'retry_after_seconds')::integer, '>', 0,
    'a locked name is shown');
select is(api.unlock_member(pg_temp.id('sunil')) ->> 'retry_after_seconds', '0', 'and unlocked');
select is(api.reset_member(pg_temp.id('sunil'), '$argon2id$again') @> '{"has_second_factor": false,
    "open_sessions": 0, "recovery_codes_left": 0, "password_changed_at": null}', true,
    'a reset takes both factors and all sessions');
select tap.become_nobody();
select is((select count(*) from auth.password_history as h where h.person_id = pg_temp.id('sunil')), 1::bigint,
    'the former password does not come back');

-- Machines.
select tap.become('adil');
select is(api.register_machine('loader', 'Book loader', 'auditor') ->> 'is_machine', 'true',
    'a program is added');
select is(raised($$select api.register_machine('loader2', 'B', 'ops_admin')$$) ->> 'code', 'IR101',
    'but no admin');
select is(raised($$select api.reset_member(pg_temp.id('loader'), '$argon2id$x')$$) ->> 'code', 'IR101',
    'it has no password to reset');
select tap.become_nobody();
select is((select array_agg(distinct l.action order by l.action) from audit.log as l
    where l.person_id = pg_temp.id('adil') and l.request_id = 'request of adil'), array['change_member',
    'insert', 'register', 'reset_member', 'unlock_member', 'update'], 'all of it is in the log');

select * from finish();
rollback;

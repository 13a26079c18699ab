-- A first log-in: an initial password, a password of one's own, a second factor, recovery codes.
begin;
set local search_path = tap;
\ir ../fixtures/people.psql
select plan(43);

create function pg_temp.hash(secret text) returns bytea language sql immutable as $$
    select sha256(convert_to(secret, 'UTF8'));
$$;
create function pg_temp.finish(name text, step bigint, secret text, recovery text default null)
returns jsonb language sql as $$
    select auth.login_finish(name, '192.0.2.7', 'request-1', 'agent', true,
        step is not null or recovery is not null, step, pg_temp.hash(recovery), null,
        pg_temp.hash(secret), pg_temp.hash('refresh ' || secret));
$$;
create function pg_temp.set_password(secret text, ok boolean, new text,
    length integer default 16, findings text[] default '{}')
returns jsonb language sql as $$
    select auth.change_password(pg_temp.hash(secret), '192.0.2.7', 'request-2', 'agent', ok, length,
        findings, new, pg_temp.hash(secret || ' full'), pg_temp.hash(secret || ' refresh'));
$$;
create function pg_temp.enrol(secret text, sealed bytea, ok boolean default false,
    step bigint default null, recovery text default null)
returns jsonb language sql as $$
    select auth.enrol_factor(pg_temp.hash(secret), '192.0.2.7', 'request-3', ok, step,
        pg_temp.hash(recovery), sealed);
$$;
create function pg_temp.confirm(secret text, sealed bytea, step bigint, full_secret text)
returns jsonb language sql as $$
    select auth.confirm_factor(pg_temp.hash(secret), '192.0.2.7', 'request-4', 'agent', sealed, step,
        array[pg_temp.hash('code one'), pg_temp.hash('code two')],
        pg_temp.hash(full_secret), pg_temp.hash('refresh ' || full_secret));
$$;
create function pg_temp.person(secret text) returns bigint language sql as $$
    select set_config('irra.session', secret, true), set_config('role', 'ops_agent', true);
    select auth.current_person();
$$;
create function pg_temp.nadia() returns auth.ops_team language sql security definer as $$
    select p from auth.ops_team as p where p.username = 'nadia';
$$;

select isnt(auth.register('nadia', 'Nadia New', 'ops_agent', '$argon2id$initial', null), null,
    'a member without a second factor is registered');
select ok((select (p).must_change_password and (p).password_expires_at = now() + interval '72 hours'
    from pg_temp.nadia() as p), 'with an initial password that ends by itself');

-- Only the way to enrol is open.
select set_config('role', 'irra_front', true);
select is(pg_temp.finish('nadia', null, 'first') ->> 'stage', 'enrolment',
    'the initial password opens an enrolment');
select is(pg_temp.person('first'), null, 'which is nobody');
select set_config('role', 'irra_front', true);
select is((select count(*) from auth.credentials(pg_temp.hash('first'), '192.0.2.7')), 1::bigint,
    'the front is told what to compare with');
select is((select count(*) from auth.credentials(pg_temp.hash('forged'), '192.0.2.7')), 0::bigint,
    'but not for a forged session');
select is(pg_temp.enrol('first', 'S1') #>> '{problem,code}', 'IR213',
    'a password comes before the second factor');
select is(pg_temp.confirm('first', 'S1', 100, 'x') #>> '{problem,code}', 'IR213',
    'and nothing is confirmed that was not offered');
select is(auth.refresh(pg_temp.hash('refresh first'), null, 'r', 'n') #>> '{problem,code}', 'IR401',
    'an enrolment is not refreshed');

-- The password.
select is(pg_temp.set_password('first', false, '$argon2id$own') #>> '{problem,code}', 'IR403',
    'the initial password has to be shown again');
select is(pg_temp.set_password('first', true, '$argon2id$own', 11) #>> '{problem,detail,reasons}',
    '["too_short"]', 'a short one is refused');
select is(pg_temp.set_password('first', true, '$argon2id$own', 11, '{name,common,reused,made-up}')
    #>> '{problem,detail,reasons}', '["common", "name", "reused", "too_short"]',
    'for every reason there is');
select is(pg_temp.set_password('first', true, 'plain') #>> '{problem,code}', 'IR113',
    'never is a plain one kept');
select is(pg_temp.set_password('forged', true, '$argon2id$own') #>> '{problem,code}', 'IR405',
    'nobody''s password is not changed');
select is(pg_temp.set_password('first', true, '$argon2id$own') ->> 'new_password_needed', 'false',
    'a good one is taken');
select tap.become_nobody();
select ok((select (p).password_hash = '$argon2id$own' and (p).password_expires_at is null
    from pg_temp.nadia() as p), 'and is no initial one any more');

-- The second factor.
select set_config('role', 'irra_front', true);
select is(pg_temp.enrol('first', 'S1') ->> 'second_factor_needed', 'true', 'a factor is offered');
select is(pg_temp.enrol('first', 'S2') ->> 'second_factor_needed', 'true', 'and another instead');
select is(pg_temp.confirm('first', 'S1', 100, 'x') #>> '{problem,code}', 'IR213',
    'the first one was withdrawn');
select is(pg_temp.confirm('first', 'S2', null, 'x') #>> '{problem,code}', 'IR402',
    'a wrong code confirms nothing');
select is(pg_temp.confirm('first', 'S2', 100, 'full') ->> 'stage', 'full',
    'the first code opens a full session');
select is(pg_temp.confirm('first', 'S2', 101, 'again') #>> '{problem,code}', 'IR405',
    'the enrolment is over: it cannot be played again');
select is(pg_temp.person('first'), null, 'its session is nobody');
select isnt(pg_temp.person('full'), null, 'the full one is the person');
select set_config('role', 'irra_front', true);
select is(pg_temp.finish('nadia', 100, 'later') #>> '{problem,detail,reason}', 'otp_reused',
    'the code that confirmed is used up');
select is(pg_temp.finish('nadia', null, 'later') #>> '{problem,detail,reason}', 'otp_missing',
    'from now on there is no log-in without a second factor');

-- Recovery codes.
select is(pg_temp.finish('nadia', null, 'paper', 'code one') ->> 'stage', 'full',
    'a recovery code stands in for it');
select is(pg_temp.finish('nadia', null, 'paper2', 'code one') #>> '{problem,detail,reason}',
    'wrong_otp', 'once');
select is(pg_temp.finish('arun', null, 'paper3', 'code two') #>> '{problem,detail,reason}',
    'wrong_otp', 'and for its owner only');

-- A second factor is replaced by whoever shows both.
select is(pg_temp.enrol('full', 'S3') #>> '{problem,code}', 'IR403', 'a session is not enough');
select is(pg_temp.enrol('full', 'S3', true) #>> '{problem,code}', 'IR402',
    'nor with the password alone');
select is(pg_temp.enrol('full', 'S3', true, 100) #>> '{problem,code}', 'IR402',
    'nor with a used code');
select ok(pg_temp.enrol('full', 'S3', true, 101) ? 'session_id', 'but with both');
select ok(pg_temp.confirm('full', 'S3', 102, 'unused') ? 'session_id', 'it is confirmed');
select is(pg_temp.person('paper'), null, 'other sessions end with the old factor');
select isnt(pg_temp.person('full'), null, 'one''s own goes on');

-- A new password ends other sessions, and former ones do not come back.
select set_config('role', 'irra_front', true);
select is(pg_temp.finish('nadia', 103, 'other') ->> 'stage', 'full', 'there is another session');
select ok(pg_temp.set_password('full', true, '$argon2id$second') ? 'session_id', 'a new password');
select is(pg_temp.person('other'), null, 'ends it');
select set_config('role', 'irra_front', true);
select is((select c.former_hashes from auth.credentials(pg_temp.hash('full'), null) as c),
    array['$argon2id$own', '$argon2id$initial'], 'the front compares with the former ones');

-- An initial password that nobody used in time.
select tap.become_nobody();
update auth.ops_team set totp_secret_sealed = null, must_change_password = true,
    password_expires_at = now() - interval '1 second' where username = 'nadia';
select set_config('role', 'irra_front', true);
select is(pg_temp.finish('nadia', null, 'late') #>> '{problem,code}', 'IR401',
    'opens nothing after its time');
select tap.become_nobody();
select is((select array_agg(distinct l.action order by l.action) from audit.log as l
    where l.person_id = (select (p).person_id from pg_temp.nadia() as p) and l.request_id is not null),
    array['enrolment', 'login', 'password_changed', 'recovery_code_used', 'second_factor_enrolled',
    'second_factor_offered'], 'each step is in the log, with its person and request');
select ok(not exists (select from audit.log as l where concat(l.before, l.after)
    ~ 'argon2id|totp_secret_sealed|totp_offered|secret_hash'), 'and no secret');

select * from finish();
rollback;

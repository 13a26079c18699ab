-- Logging in: what is told, what is counted, what is opened.
begin;
set local search_path = tap;
\ir ../fixtures/people.psql
select plan(50);

-- The front's own role for the whole of this file, unless it says otherwise.
create function pg_temp.finish(name text, ok boolean, otp boolean, step bigint, secret text)
returns jsonb language sql as $$
    select auth.login_finish(name, '192.0.2.7', 'request-1', 'test agent', ok, otp, step,
        null, null, sha256(convert_to(secret, 'UTF8')), sha256(convert_to('refresh ' || secret, 'UTF8')));
$$;
create function pg_temp.outcomes(name text) returns text[] language sql security definer as $$
    select array_agg(a.outcome order by a.attempt_id) from auth.login_attempts as a
    where a.username = name;
$$;

select set_config('role', 'irra_front', true);
select is((select count(*) from auth.login_begin('nobody-here', '192.0.2.7')), 1::bigint,
    'an unknown name has its row');
select ok((select b.person_id is null and b.totp_secret_sealed is null and b.retry_after_seconds = 0
    from auth.login_begin('nobody-here', '192.0.2.7') as b), 'which says nothing');
select matches((select b.password_hash from auth.login_begin('nobody-here', '192.0.2.7') as b),
    '^\$argon2id\$v=19\$m=19456,t=2,p=1\$', 'and has a hash that costs as much to check');
select is((select b.password_hash from auth.login_begin('arun', '192.0.2.7') as b),
    '$argon2id$test', 'a known name has its own hash');

select is(pg_temp.finish('nobody-here', true, true, 100, 'a') #>> '{problem,code}', 'IR401',
    'an unknown name is refused whatever the front says');
select is(pg_temp.finish('arun', false, true, 100, 'b') #>> '{problem,code}', 'IR401',
    'a wrong password is refused even with a right code');
select is(pg_temp.finish('nobody-here', false, true, 100, 'a'),
    pg_temp.finish('arun', false, true, 100, 'b'), 'both with the very same answer');
select is(pg_temp.finish('arun', true, false, null, 'c') #>> '{problem,detail,reason}',
    'otp_missing', 'the second factor is asked for once the password is right');
select is(pg_temp.finish('arun', true, true, null, 'c') #>> '{problem,code}', 'IR402',
    'a wrong code is refused');
select is(pg_temp.finish('arun', true, true, 100, 'secret one') ->> 'role', 'ops_agent',
    'password and code open a session');
select is(pg_temp.finish('arun', true, true, 100, 'secret two') #>> '{problem,detail,reason}',
    'otp_reused', 'a code is used once');
select is(pg_temp.finish('arun', true, true, 99, 'secret two') #>> '{problem,detail,reason}',
    'otp_reused', 'nor does an older one come back');
select ok(pg_temp.finish('arun', true, true, 101, 'secret two') ? 'session_id',
    'the next one is good');
select is(pg_temp.outcomes('arun'), array['wrong_password', 'wrong_password', 'otp_missing',
    'wrong_otp', 'ok', 'otp_reused', 'otp_reused', 'ok'], 'every attempt is on record');

select set_config('role', 'ops_agent', true), set_config('irra.session', 'secret one', true);
select isnt(auth.current_person(), null, 'the session''s secret is its person');
select tap.become_nobody();
select is((select count(*) from audit.log as l where l.action = 'login' and l.object = 'arun'
    and l.person_id is not null and l.session_id is not null and l.address = '192.0.2.7'),
    2::bigint, 'each log-in is in the audit log');
select ok(not exists (select from audit.log as l
    where l.before::text ~ 'argon2id|totp_secret' or l.after::text ~ 'argon2id|totp_secret'),
    'which never holds a hash or a sealed secret');

-- Disabled, not enrolled.
update auth.ops_team set disabled_at = now() where username = 'asha';
select set_config('role', 'irra_front', true);
select is(pg_temp.finish('asha', true, true, 100, 'd') #>> '{problem,code}', 'IR401',
    'a disabled person is refused like a wrong password');
-- Waiting: the same for a name that exists and one that does not.
select is((select array_agg(pg_temp.finish(n, false, false, null, 'f') #>> '{problem,code}')
    from unnest(array['sita', 'ghost']) as n, generate_series(1, 5)),
    array_fill('IR401'::text, array[10]), 'five wrong passwords are answered');
select is(pg_temp.finish('sita', true, true, 100, 'f') #>> '{problem,code}', 'IR429',
    'the sixth try waits, right or wrong');
select is(pg_temp.finish('ghost', true, true, 100, 'f') #>> '{problem,code}', 'IR429',
    'for a name that does not exist, too');
select is((select b.retry_after_seconds from auth.login_begin('sita', '192.0.2.7') as b), 30,
    'and the front knows for how long before it spends a hash on it');
select is((select b.retry_after_seconds from auth.login_begin('ghost', '192.0.2.7') as b), 30,
    'for both');
select tap.become_nobody();
insert into auth.login_attempts (at, username, outcome)
select now(), 'sita', 'wrong_password' from generate_series(1, 2);
select is(auth.retry_after('sita', '192.0.2.9'), 120, 'the wait doubles with each failure');
insert into auth.login_attempts (at, username, outcome)
select now(), 'sita', 'wrong_password' from generate_series(1, 12);
select is(auth.retry_after('sita', '192.0.2.9'), 900, 'up to the longest');
select is(auth.retry_after('sita', '192.0.2.9', now() + interval '901 seconds'), 0, 'then it ends');
insert into auth.login_attempts (at, username, outcome)
select now(), n, 'wrong_password'
from unnest(array['sita', 'ghost']) as n, generate_series(1, 15);
select is((select array_agg(auth.retry_after(n, '192.0.2.9', now() + interval '23 hours'))
    from unnest(array['sita', 'ghost']) as n), array[900, 900],
    'twenty within a day lock a name, known or not');
select is(auth.retry_after('ghost', '192.0.2.9', now() + interval '25 hours'), 0,
    'until the day is over');
select auth.unlock_member((select person_id from auth.ops_team where username = 'sita'));
select is(auth.retry_after('sita', '192.0.2.9', now() + interval '1 minute'), 0,
    'or until an admin unlocks it');
select is(auth.retry_after('arun', '192.0.2.7'), 0, 'a log-in that worked clears the failures before it');
insert into auth.login_attempts (at, username, address, outcome)
select now(), 'name' || n, '198.51.100.1', 'unknown_name' from generate_series(1, 50) as n;
select is(auth.retry_after('arun', '198.51.100.1'), 30, 'an address that tries many names waits');
insert into auth.login_attempts (at, username, address, outcome)
select now(), 'name' || n, '198.51.100.1', 'unknown_name' from generate_series(51, 53) as n;
select is(auth.retry_after('arun', '198.51.100.1'), 240, 'longer with each name');
insert into auth.login_attempts (at, username, address, outcome)
select now(), 'name' || n, '198.51.100.1', 'unknown_name' from generate_series(54, 10000) as n;
select is(auth.retry_after('arun', '198.51.100.1'), 300,
    'but after ten thousand not so long that a whole desk is locked out');
select is(auth.retry_after('arun', '198.51.100.2'), 0, 'another address does not');
update auth.ops_team set locked_until = 'infinity' where username = 'anna';
select is(auth.retry_after('anna', '198.51.100.2'), 900, 'a lock without end is a long wait');

-- Ten thousand wrong passwords as fast as the front would pass them on, then the right one.
create function pg_temp.guess(name text, count integer) returns bigint language plpgsql as $$
declare
    v_checked bigint := 0;
begin
    for n in 1 .. count loop
        if (select b.retry_after_seconds from auth.login_begin(name, '203.0.113.9') as b) = 0 then
            v_checked := v_checked + 1;
            perform pg_temp.finish(name, false, false, null, 'guess');
        end if;
    end loop;
    return v_checked;
end
$$;
select set_config('role', 'irra_front', true);
select is(pg_temp.guess('anna', 10000), 0::bigint, 'of a locked name none is looked at');
select is(pg_temp.guess('vera', 10000), 5::bigint, 'of ten thousand guesses five are looked at');
select is(pg_temp.finish('vera', true, true, 200, 'right') #>> '{problem,code}', 'IR429',
    'and then the right password waits, too');
select tap.become_nobody();

-- Machines.
insert into auth.ops_team (username, display_name, role, is_machine)
values ('robot', 'A program', 'auditor', true);
select set_config('role', 'irra_front', true);
select matches((select b.password_hash from auth.login_begin('robot', '198.51.100.9') as b),
    '^\$argon2id\$v=19\$m=19456,t=2,p=1\$', 'a machine has no hash of its own');
select is(pg_temp.finish('robot', true, true, 100, 'g') #>> '{problem,code}', 'IR401',
    'and does not log in whatever the front says');

-- Hashes that are renewed, and the first of parallel codes.
select auth.login_finish('adil', '198.51.100.9', 'r', 'a', true, true, 100, null, '$argon2id$new',
    'aa', 'ab') -> 'x';
select tap.become_nobody();
select is((select p.password_hash from auth.ops_team as p where p.username = 'adil'),
    '$argon2id$new', 'a hash that was made with less work is replaced at a log-in');
select is((select count(*) from auth.refresh_tokens as t
    join auth.sessions as s using (session_id) join auth.ops_team as p using (person_id)
    where p.username = 'adil' and t.token_hash = 'ab'), 1::bigint, 'a session has its refresh token');
select ok((select s.expires_at = now() + interval '30 minutes' and s.ends_at = now() + interval '8 hours'
    from auth.sessions as s where s.secret_hash = 'aa'), 'an idle and an absolute end');

-- Who is kept out for long is seen by others; who unlocks says that it was looked at.
insert into auth.login_attempts (at, username, address, person_id, outcome)
select now() - interval '3 hours', p.username, '198.51.100.20', p.person_id, 'wrong_password'
from auth.ops_team as p cross join generate_series(1, 18) where p.username = 'sunil';
select set_config('role', 'irra_front', true);
select is(pg_temp.finish('sunil', false, true, 100, 'h') #>> '{problem,code}', 'IR401', 'a failure');
select tap.become_nobody();
select is_empty($$ select from core.alerts where kind = 'log_in_locked' $$, 'is no alert');
select set_config('role', 'irra_front', true);
select is(pg_temp.finish('sunil', false, true, 100, 'h') #>> '{problem,code}', 'IR401', 'the twentieth of a day');
select tap.become_nobody();
select results_eq($$ select subject, severity from core.alerts where kind = 'log_in_locked' and resolved_at is null $$,
    $$ values ('sunil', 'warning') $$, 'is told');
select auth.unlock_member(p.person_id) from auth.ops_team as p where p.username = 'sunil';
select is_empty($$ select from core.alerts where kind = 'log_in_locked' and resolved_at is null $$,
    'until an admin unlocks the name');

-- What is forgotten.
update auth.login_attempts set at = now() - interval '401 days' where username = 'sunil';
update auth.sessions set ended_at = now() - interval '401 days' where secret_hash = 'aa';
update auth.refresh_tokens set issued_at = now() - interval '402 days' where token_hash = 'ab';
select queue.tidy_front();
select is_empty($$ select from auth.login_attempts where username = 'sunil' $$, 'old attempts go');
select is_empty($$ select from auth.refresh_tokens where token_hash = 'ab' $$,
    'and the refresh tokens of old sessions');

select * from finish();
rollback;

-- A session lives on by refresh tokens, each good once; one that comes again ends it.
begin;
set local search_path = tap;
\ir ../fixtures/people.psql
select plan(19);

create function pg_temp.hash(secret text) returns bytea language sql immutable as $$
    select sha256(convert_to(secret, 'UTF8'));
$$;
create function pg_temp.refresh(token text, next text) returns jsonb language sql as $$
    select auth.refresh(pg_temp.hash(token), '192.0.2.7', 'request-5', pg_temp.hash(next));
$$;
create function pg_temp.log_in(name text, step bigint, secret text) returns jsonb language sql as $$
    select auth.login_finish(name, '192.0.2.7', 'request-1', 'agent', true, true, step, null, null,
        pg_temp.hash(secret), pg_temp.hash(secret || ' 1'));
$$;

select set_config('role', 'irra_front', true);
select ok(pg_temp.log_in('arun', 1, 'a') ? 'session_id', 'somebody logs in');
select is(pg_temp.refresh('a 1', 'a 2') ->> 'stage', 'full', 'the refresh token renews the session');
select is(pg_temp.refresh('forged', 'x') #>> '{problem,code}', 'IR401', 'a forged one does not');
select is(pg_temp.refresh('a 2', 'a 3') ->> 'username', 'arun', 'the next one does');
select tap.become_nobody();
update auth.sessions set expires_at = now() + interval '1 second', ends_at = now() + interval '10 minutes'
where secret_hash = pg_temp.hash('a');
select set_config('role', 'irra_front', true);
select is((pg_temp.refresh('a 3', 'a 4') ->> 'ends_at')::timestamptz, now() + interval '10 minutes',
    'refreshing does not move the absolute end');
select tap.become_nobody();
select is((select s.expires_at from auth.sessions as s where s.secret_hash = pg_temp.hash('a')),
    now() + interval '10 minutes', 'nor pass it');
update core.settings set value = '5' where name = 'session_idle_minutes';
select set_config('role', 'irra_front', true);
select is((pg_temp.refresh('a 4', 'a 5') ->> 'expires_in_seconds')::integer, 300,
    'the idle time-out is a row');

select is(pg_temp.refresh('a 2', 'y') #>> '{problem,code}', 'IR405', 'a used token is refused');
select is(pg_temp.refresh('a 5', 'a 6') #>> '{problem,code}', 'IR405',
    'and the session has ended for whoever holds the present one');
select set_config('irra.session', 'a', true), set_config('role', 'ops_agent', true);
select is(auth.current_person(), null, 'for access tokens, too');
select tap.become_nobody();
select is((select s.ended_reason from auth.sessions as s where s.secret_hash = pg_temp.hash('a')),
    'refresh_reused', 'it says why');
select is((select count(*) from audit.log as l where l.action = 'refresh_reused'
    and l.address = '192.0.2.7' and l.request_id = 'request-5'), 1::bigint, 'and so does the log');

select set_config('role', 'irra_front', true);
select ok(pg_temp.log_in('sunil', 1, 'b') ? 'session_id', 'somebody else logs in');
select tap.become_nobody();
update auth.sessions set expires_at = now() where secret_hash = pg_temp.hash('b');
select set_config('role', 'irra_front', true);
select is(pg_temp.refresh('b 1', 'b 2') #>> '{problem,code}', 'IR405', 'an idle session is over');
select ok(pg_temp.log_in('sita', 1, 'c') ? 'session_id', 'a third');
select tap.become_nobody();
update auth.ops_team set role = 'ops_agent' where username = 'sita';
select set_config('role', 'irra_front', true);
select is(pg_temp.refresh('c 1', 'c 2') #>> '{problem,code}', 'IR405',
    'a change of role is no way to another role''s session');
select ok(pg_temp.log_in('asha', 1, 'd') ? 'session_id', 'a fourth');
select tap.become_nobody();
update auth.ops_team set disabled_at = now() where username = 'asha';
select set_config('role', 'irra_front', true);
select is(pg_temp.refresh('d 1', 'd 2') #>> '{problem,code}', 'IR405', 'nor of a disabled person');
select tap.become_nobody();
select is((select count(*) from auth.refresh_tokens as t join auth.sessions as s using (session_id)
    where s.secret_hash = pg_temp.hash('a') and t.used_at is null), 1::bigint,
    'one token of a session waits to be used at any time');

select * from finish();
rollback;

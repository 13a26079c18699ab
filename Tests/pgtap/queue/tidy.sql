-- What a front forgets once a minute: only what is too old, and a long history costs it nothing.
begin;
set local search_path = tap;
\ir ../fixtures/people.psql
select plan(8);
create function tap.pages(statement text) returns bigint language plpgsql as $$
declare
    v_plan json;
begin
    for v_round in 1 .. 7 loop
        execute 'explain (analyze, buffers, format json) ' || statement into v_plan;
    end loop;
    return (v_plan #>> '{0,Plan,Shared Hit Blocks}')::bigint
        + (v_plan #>> '{0,Plan,Shared Read Blocks}')::bigint;
end $$;
create function tap.attempts(username text) returns bigint language sql as $$
    select count(*) from auth.login_attempts a where a.username = attempts.username $$;
insert into auth.login_attempts (username, outcome, at)
select 'many', 'ok', now() - n * interval '1 minute' from generate_series(1, 40000) n;
insert into auth.sessions (session_id, person_id, secret_hash, role, created_at, expires_at, ended_at)
select md5(k.age)::uuid, p.person_id, sha256(k.age::bytea), p.role, now() - k.age::interval, now() - k.age::interval, now() - k.age::interval
from (values ('1 day'), ('500 days')) k (age) cross join auth.ops_team p where p.username = 'arun';
insert into auth.refresh_tokens (token_hash, session_id, issued_at)
select sha256(n::text::bytea), md5('1 day')::uuid, now() - interval '25 hours' from generate_series(1, 40000) n;
analyze auth.login_attempts, auth.refresh_tokens, auth.sessions;
select cmp_ok(pages('select queue.tidy_front()'), '<', 100::bigint, 'a history that is not too old is not read');
select is(attempts('many'), 40000::bigint, 'nor forgotten');

insert into auth.refresh_tokens (token_hash, session_id, issued_at)
select sha256('old'), md5('500 days')::uuid, now() - interval '501 days';
insert into auth.login_attempts (username, outcome, at) values ('old', 'wrong_password', now() - interval '401 days');
select queue.tidy_front();
select is((select count(*) from auth.refresh_tokens), 40000::bigint, 'a token of a session that was over long ago goes');
select is(attempts('old'), 0::bigint, 'and an attempt that is too old');

-- What still counts against a name is not forgotten, whatever is kept else.
insert into auth.login_attempts (username, outcome, at) values ('guessed', 'wrong_password', now() - interval '3 days');
update core.settings set value = case name when 'login_record_days' then '1' else '10080' end
where name in ('login_record_days', 'login_lock_minutes');
select isnt(attempts('many'), 0::bigint, 'when less is kept');
select queue.tidy_front() from generate_series(1, 5);
select is(attempts('guessed'), 1::bigint, 'a failure stays while it counts for a lock');
update core.settings set value = '1440' where name = 'login_lock_minutes';
select queue.tidy_front();
select is(attempts('guessed'), 0::bigint, 'and goes afterwards');
select is(attempts('many'), 1440::bigint, 'as all that is older');
select * from finish();
rollback;

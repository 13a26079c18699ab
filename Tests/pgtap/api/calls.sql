-- Verifying a caller: what opens a call, what does not, what is counted, what is told.
begin;
set local search_path = tap;
\ir ../fixtures/people.psql
\ir ../fixtures/book.psql
select plan(33);

create function pg_temp.call(broker_id text, pan text, birthday date) returns jsonb language sql as $$
    select api.open_call(broker_id, pan, birthday, '+91 98 7654 3210', 'recording-7');
$$;

-- People create no temporary objects.
create temp table first (answer jsonb) on commit drop;
grant all on first to public;
select tap.become('arun');
select is(auth.callers(), '{}'::bigint[], 'before a call an agent serves nobody');
insert into first select pg_temp.call('ZC9001', 'AAAZZ1234Z', '1980-02-29');
select is((select answer ->> 'user_id' from first), '9001', 'the right answers open a call');
select is(((select answer ->> 'expires_at' from first)::timestamptz - now()), interval '30 minutes',
    'for call_minutes');
select is(auth.callers(), '{9001}'::bigint[], 'and from then on the agent serves that client');

select is(pg_temp.call('ZC9002', 'XXXZZ5678Y', '1975-11-30') #>> '{problem,code}', 'IR403',
    'a wrong PAN is refused');
select is(pg_temp.call('ZC9002', 'XXXZZ5678Y', '1975-11-30'),
    pg_temp.call('ZC9002', 'BBBZZ5678Y', '1975-11-29'), 'a wrong birthday with the very same answer');
select is(pg_temp.call('ZC9002', 'XXXZZ5678Y', '1975-11-30'),
    pg_temp.call('NOBODY', 'BBBZZ5678Y', '1975-11-30'), 'an unknown client, too');
select is(pg_temp.call('ZC9001', 'BBBZZ5678Y', '1975-11-30') #>> '{problem,code}', 'IR403',
    'one client''s answers do not open another');
select is(pg_temp.call('zc9001', 'aaazz1234z', '1980-02-29') #>> '{problem,code}', 'IR403',
    'a broker id is taken as it is');
select isnt(pg_temp.call('ZC9001', 'aaazz1234z', '1980-02-29') ->> 'call_id', null,
    'a PAN is the same in small letters');
select is((select count(*) from core.calls where closed_at is null and user_id = 9001), 1::bigint,
    'a new call of the same agent takes the place of the one before');
select is(raised($$select api.open_call('ZC9001', 'AAAZZ1234Z', '1980-02-29', 'who knows', 'r')$$)
    ->> 'code', 'IR101', 'no call without a telephone number');
select is(raised($$select api.open_call('ZC9001', 'AAAZZ1234Z', '1980-02-29', '+911234', ' ')$$)
    #>> '{detail,field}', 'recording_ref', 'nor without a recording');

-- Two agents.
select tap.become('asha');
select is(pg_temp.call('ZC9001', 'AAAZZ1234Z', '1980-02-29') #>> '{problem,code}', 'IR205',
    'another agent cannot serve the client at the same time');
select is(auth.callers(), '{}'::bigint[], 'and sees nothing');
select is(raised($$select api.close_call((select (answer ->> 'call_id')::uuid from first))$$) ->> 'code',
    'IR104', 'nor close the call');
select tap.become_nobody();
update core.calls set opened_at = now() - interval '2 hours', expires_at = now() - interval '1 hour'
where user_id = 9001 and closed_at is null;
select tap.become('asha');
select is(pg_temp.call('ZC9001', 'AAAZZ1234Z', '1980-02-29') ->> 'user_id', '9001',
    'until that call has run out');
select tap.become_nobody();
select is((select closed_at from core.calls where expires_at = now() - interval '1 hour'),
    now() - interval '1 hour', 'which is then closed at the time it ran out');

-- Ending.
create temp table second on commit drop as
    select call_id from core.calls where user_id = 9001 and closed_at is null;
grant all on second to public;
select tap.become('sunil');
select is(api.close_call((select call_id from second)) ->> 'closed_at',
    to_jsonb(now()) #>> '{}', 'a supervisor may end anybody''s call');
select is(api.close_call((select call_id from second)) ->> 'closed_at',
    to_jsonb(now()) #>> '{}', 'and ending it again changes nothing');
select tap.become('asha');
select is(auth.callers(), '{}'::bigint[], 'access ends with the call');
select tap.become('vera');
select is(raised($$select pg_temp.call('ZC9001', 'AAAZZ1234Z', '1980-02-29')$$) ->> 'code', '42501',
    'a viewer takes no calls');

-- Counting.
select tap.become_nobody();
delete from core.call_attempts;
select tap.become('sita');
select is((select array_agg(pg_temp.call('ZC9002', 'AAAAA0000A', '2000-01-01') #>> '{problem,code}')
    from generate_series(1, 5)), array_fill('IR403'::text, array[5]), 'five mismatches are answered');
select is(pg_temp.call('ZC9002', 'BBBZZ5678Y', '1975-11-30') #>> '{problem,code}', 'IR429',
    'then even the right answers have to wait');
select tap.become('sunil');
select is(pg_temp.call('ZC9002', 'BBBZZ5678Y', '1975-11-30') #>> '{problem,code}', 'IR429',
    'with any agent');
select tap.become('sita');
select is((select array_agg(pg_temp.call('GHOST', 'AAAAA0000A', '2000-01-01') #>> '{problem,code}')
    from generate_series(1, 6)), array['IR403', 'IR403', 'IR403', 'IR403', 'IR403', 'IR429'],
    'a broker id that does not exist waits alike');
select is(pg_temp.call('ZC9001', 'AAAZZ1234Z', '1980-02-29') #>> '{problem,code}', 'IR429',
    'an agent who has failed ten times waits, whoever the client');
select tap.become('sunil');
select is(pg_temp.call('ZC9001', 'AAAZZ1234Z', '1980-02-29') ->> 'user_id', '9001',
    'while others go on');
select tap.become_nobody();
update core.call_attempts set at = now() - interval '61 minutes';
select tap.become('sita');
select is(pg_temp.call('ZC9002', 'BBBZZ5678Y', '1975-11-30') ->> 'user_id', '9002',
    'and after the window all is forgotten');

select tap.become_nobody();
select is((select count(*) from core.call_attempts where outcome = 'mismatch'), 10::bigint,
    'every attempt is on record');
select is((select count(*) from audit.log where action = 'open_call:mismatch'
    and person_id is not null and request_id = 'request of arun'), 7::bigint, 'and in the audit log');
select ok(not exists (select from audit.log as l
    where to_jsonb(l)::text ~* 'AAAZZ1234Z|BBBZZ5678Y|1980-02-29|1975-11-30'),
    'which holds neither PAN nor birthday');
select is((select count(*) from audit.log where action = 'close_call' and user_id = 9001), 1::bigint,
    'ending a call is audited once');

select * from finish();
rollback;

-- An idempotency key over any change: the same answer, nothing done again, for one person only.
begin;
set local search_path = tap;
\ir ../fixtures/people.psql
select plan(17);

-- What the front sends for a change with a key.
create function tap.keyed(key text, reason text) returns jsonb language sql as $$
    select coalesce(k.known, auth.keep_answer('activate_site', key, api.activate_site(a ->> 'reason')))
    from api.arguments('activate_site', jsonb_build_object('reason', reason), '{}') as a
    cross join lateral auth.claim_key('activate_site', key, a) as k (known);
$$;
create function tap.kept() returns bigint language sql security definer set search_path = '' as $$
    select count(*) from core.approvals;
$$;
create temp table answers (place integer, answer jsonb) on commit drop;
grant all on answers to public;

select tap.become('sunil');
insert into answers values (1, tap.keyed('k1', 'main site down'));
select isnt((select answer ->> 'approval_id' from answers), null, 'a change is made under a key');
select is(tap.keyed('k1', 'main site down'), (select answer from answers), 'the same again has the same answer');
select is(tap.kept(), 1::bigint, 'and nothing is done again');
select is(raised($$ select tap.keyed('k1', 'another reason') $$) ->> 'code', 'IR106', 'the key is of that request');
select is(raised($$ select tap.keyed('k2', 'main site down') $$) ->> 'code', 'IR206', 'another key is another request');
select is(tap.kept(), 1::bigint, 'that was refused');
select is(raised($$ select tap.keyed('k2', 'main site down') $$) ->> 'code', 'IR206', 'whose key is free again');
select is(raised($$ select tap.keyed('', 'main site down') $$) ->> 'code', 'IR105', 'a key has a character');
select is(raised($$ select tap.keyed(repeat('k', 129), 'main site down') $$) ->> 'code', 'IR105', 'and 128 at most');

select tap.become('sita');
select is(raised($$ select tap.keyed('k1', 'main site down') $$) ->> 'code', 'IR206', 'a key is of one person');

-- What is shown once is not kept.
select is(auth.claim_key('unmask_user', 'k3', '{}'), null, 'a key of an unmasked read');
select is(auth.keep_answer('unmask_user', 'k3', '{"pan": "AAAZZ1234Z"}'), '{"pan": "AAAZZ1234Z"}'::jsonb, 'is answered once');
select is(auth.claim_key('unmask_user', 'k3', '{}') #>> '{problem,code}', 'IR112', 'and then refused');

-- Only what this transaction took is written.
select is(auth.keep_answer('activate_site', 'k1', '{"forged": true}'), '{"forged": true}'::jsonb, 'who keeps an answer');
select tap.become('sunil');
select is(tap.keyed('k1', 'main site down'), (select answer from answers), 'writes none over another''s');
select set_config('irra.session', 'forged', true);
select is(raised($$ select tap.keyed('k9', 'main site down') $$) ->> 'code', 'IR401', 'nobody has no keys');
select tap.become_nobody();
select ok(not exists (select from core.idempotency_keys where response::text like '%AAAZZ1234Z%'),
    'no secret is in the table');

select * from finish();
rollback;

-- The queue of callers: who is next and why, taken once, given up; nothing is told of whoever is not verified.
begin;
set local search_path = tap;
set local client_min_messages = warning;
\ir ../fixtures/people.psql
\ir ../fixtures/book.psql
select plan(46);
-- 9003 has nothing; 9004 shares a telephone with 9005; 9001 loses, 9002 holds what expires today.
insert into book.users (user_id, broker_id, name, pan, date_of_birth, phone, status, updated_at)
values (9003, 'ZC9003', 'Three', 'CCC', '1980-01-01', '+91 90000-09003', 'active', now()),
    (9004, 'ZC9004', 'Four', 'DDD', '1980-01-01', '+919000009004', 'active', now()),
    (9005, 'ZC9005', 'Five', 'EEE', '1980-01-01', '09000009004', 'active', now());
select sync.fold_before_decision();
create function pg_temp.add(number text, broker_id text default null) returns bigint language sql as $$
    select (api.add_caller(number, broker_id) ->> 'caller_id')::bigint;
$$;
create function pg_temp.points(number text, at timestamptz default now()) returns text language sql as $$
    select concat_ws(' ', p.loss, p.expires_today, p.minutes_to_cut_off, '=', p.priority)
    from logic.caller_priorities(at) as p join core.waiting_callers as w using (caller_id) where w.caller_number = number;
$$;

-- What is said.
select is(logic.client_said('ZC9001', '+910'), 9001::bigint, 'a broker id says who it seems to be');
select is(logic.client_said(null, '9000009003'), 9003::bigint, 'or the number, however written');
select is(logic.client_said('NOBODY', '9000009003'), null, 'not against what is said');
select is(logic.client_said(null, '9000009004'), null, 'a number that two share is nobody''s');
select is(logic.client_said(null, '009003'), null, 'nor is a piece of one');
select tap.become('arun');
select is(raised($$ select api.add_caller('x') $$) #>> '{detail,field}', 'caller_number', 'a number is a number');
select is(raised($$ select api.add_caller('+911', 'a b') $$) #>> '{detail,field}', 'broker_id', 'and an id an id');
select is(api.add_caller('+911', 'ZC9001') - 'caller_id', api.add_caller('+912', 'NOBODY') - 'caller_id',
    'the answer is the same, whoever it is');
select is(pg_temp.add('+911'), pg_temp.add('+911', 'ZC9001'), 'who calls again keeps the place');
select pg_temp.add('+913', 'ZC9002'), pg_temp.add('+914', 'ZC9003');
select tap.become_nobody();
select is((select count(*) from core.waiting_callers), 4::bigint, 'four wait');

-- Priority. Nobody has waited yet.
select is(pg_temp.points('+912'), '0 f = 0.0', 'of nobody known there is nothing but waiting');
select is(pg_temp.points('+914'), '0 f = 0.0', 'who holds nothing, too');
-- 9001 at a NIFTY of 20000: (20000 - 22950) x 150 = -442500, option 70 x (420 - 400.5) = 1365, share 10 x 14.5 = 145:
-- a loss of 440990, points 40 x 0.44099.
update book.prices set last_price = 20000 where instrument_id = 7001;
select is(pg_temp.points('+911'), '440990.00 f = 17.6', 'a loss of the day gives its part');
select is(pg_temp.points('+913'), '221250.00 f = 8.9', 'half the loss half of it');
update book.prices set last_price = 10000 where instrument_id = 7001;
select is(pg_temp.points('+911'), '1940990.00 f = 40.0', 'and no loss more than all');
update book.prices set last_price = 22950 where instrument_id = 7001;
select is(pg_temp.points('+913'), '0.00 f = 0.0', 'a gain gives none') ;
update book.instruments set expiry_date = '2026-01-15' where instrument_id = 7001;
select is(pg_temp.points('+913'), '0.00 t = 40.0', 'something that expires today does');
update book.instruments set expiry_date = '2026-01-29' where instrument_id = 7001;
insert into core.positions (trade_date, user_id, instrument_id, product, buy_quantity, buy_value)
values ('2026-01-15', 9003, 7003, 'MIS', 10, 13100);
update core.waiting_callers set waiting_since = '2026-01-15 08:00+00';
-- 15:20 in India is 09:50 UTC.
update core.settings set value = '0' where name = 'caller_points_a_minute';
select is(pg_temp.points('+914', '2026-01-15 08:50+00'), '0.00 f 60 = 0.0', 'an hour from its cut-off intraday is not yet urgent');
select is(pg_temp.points('+914', '2026-01-15 09:20+00'), '0.00 f 30 = 20.0', 'half an hour from it half');
select is(pg_temp.points('+914', '2026-01-15 09:50+00'), '0.00 f 0 = 40.0', 'at it all');
select is(pg_temp.points('+914', '2026-01-15 10:20+00'), '0.00 f 0 = 40.0', 'and after it');
update core.settings set value = '2' where name = 'caller_points_a_minute';
select is(pg_temp.points('+912', '2026-01-15 08:10:30+00'), '0 f = 21.0', 'waiting counts for everybody');
update core.settings set value = '0' where name in ('caller_full_loss', 'caller_cut_off_minutes');
select lives_ok($$ select * from logic.caller_priorities() $$, 'nothing divides by a setting of zero');
update core.settings set value = '1000000' where name = 'caller_full_loss';
update core.settings set value = '60' where name = 'caller_cut_off_minutes';

-- In order: 9002 expires; then the unknown, who called before 9003.
update core.waiting_callers set waiting_since = now() - interval '3 minutes';
update core.waiting_callers set waiting_since = now() - interval '10 minutes' where caller_number = '+912';
delete from core.positions where user_id = 9003;
update book.instruments set expiry_date = '2026-01-15' where instrument_id = 7001;
update book.prices set last_price = 22950 + 1000 where instrument_id = 7001;
select tap.become('arun');
select results_eq($$ select c ->> 'caller_number', c ->> 'priority' from jsonb_array_elements(api.get_callers()) as c $$,
    $$ values ('+911', '46.0'), ('+913', '46.0'), ('+912', '20.0'), ('+914', '6.0') $$, 'the queue is in order');
select ok(not exists (select from jsonb_array_elements(api.get_callers()) as c
    where c ?| array['user_id', 'loss', 'expires_today', 'minutes_to_cut_off']), 'an agent sees points and not what for');
select is(raised('select * from core.waiting_callers') ->> 'code', '42501', 'by no other way either');
select is(api.take_caller() #>> '{caller,caller_number}', '+911', 'the first is taken');
select is(api.take_caller() #>> '{caller,caller_number}', '+911', 'and is the same until it is over');
select tap.become('asha');
select is(api.take_caller() #>> '{caller,caller_number}', '+913', 'the next is another agent''s');
select is(api.open_call('ZC9002', 'BBBZZ5678Y', '1975-11-30', '+913', 'r') ->> 'user_id', '9002', 'who is verified');
select is(api.take_caller() #>> '{caller,caller_number}', '+912', 'and waits no more');
select tap.become('sunil');
select results_eq($$ select c ->> 'caller_number', c ->> 'state', c ->> 'taken_by', c ->> 'user_id' from jsonb_array_elements(api.get_callers()) as c $$,
    $$ values ('+911', 'taken', 'arun', '9001'), ('+912', 'taken', 'asha', null), ('+914', 'waiting', null, '9003') $$,
    'who oversees sees who has whom');
select tap.become('asha');
select is(raised(format($$ select api.give_up_caller(%s, 'r') $$, pg_temp.add('+911'))) ->> 'code', 'IR403', 'nobody gives up another agent''s caller');
select is(raised($$ select api.give_up_caller(0, 'r') $$) ->> 'code', 'IR104', 'or one that is not there');
select is(api.give_up_caller(pg_temp.add('+912'), 'hung up') - 'caller_id', '{"state": "gave_up", "waited_seconds": 600}'::jsonb,
    'who hangs up is given up, and how long they waited is known');
select is(api.give_up_caller(pg_temp.add('+914'), 'will call again') ->> 'state', 'gave_up', 'one who waits, too');
select is(api.take_caller(), '{"caller": null}'::jsonb, 'nobody is left');
select tap.become_nobody();
update core.waiting_callers set taken_at = now() - interval '6 minutes' where state = 'taken';
select tap.become('asha');
select is(api.take_caller() #>> '{caller,caller_number}', '+911', 'who was taken and left alone waits again');
select tap.become('sunil');
select is(api.give_up_caller(pg_temp.add('+911'), 'r') ->> 'state', 'gave_up', 'a supervisor gives up anybody''s');

-- Desks.
select pg_temp.add('+915', 'ZC9001'), pg_temp.add('+916', 'NOBODY');
select tap.become_nobody();
insert into core.person_scopes (person_id, desk, granted_by) select person_id, 'wealth', person_id from auth.ops_team where username = 'arun';
select tap.become('arun');
select is(api.take_caller() #>> '{caller,caller_number}', '+916', 'an agent of a desk is given its callers and unknown ones');
select is(raised(format($$ select api.give_up_caller(%s, 'r') $$, pg_temp.add('+915'))) ->> 'code', 'IR104', 'and has nothing to do with others');
select tap.become('vera');
select is(raised('select api.take_caller()') ->> 'code', '42501', 'a viewer serves nobody');
select tap.become_nobody();
update core.settings set value = '1' where name = 'list_limit';
select tap.become('sunil');
select is(raised($$ select api.add_caller('+917') $$) ->> 'code', 'IR429', 'a queue has an end');
select tap.become_nobody();
select ok(not exists (select from audit.log where action like '%caller%' and (user_id is not null or after ? 'user_id')),
    'the log names no client who was not verified');
select is((select string_agg(event, ', ' order by event) from ops.incident_timeline where kind = 'caller' and event ~ '^gave_up after 00:10'),
    'gave_up after 00:10:00: hung up', 'an incident''s chronology says how long who gave up had waited');
select is((select array_agg(distinct action order by action) from audit.log where action like '%caller%'),
    '{add_caller,give_up_caller,read:get_callers,take_caller}'::text[], 'everything is in it');
select * from finish();
rollback;

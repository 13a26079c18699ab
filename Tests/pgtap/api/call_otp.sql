-- A caller's one-time code: sent to what is registered, named within its time and tries, asked for where settings say.
begin;
set local search_path = tap;
set local client_min_messages = warning;
\ir ../fixtures/people.psql
\ir ../fixtures/book.psql
\ir ../fixtures/exchange.psql
select plan(41);
select sync.fold_before_decision();
create temp table c (call_id uuid) on commit drop;
grant all on c to public;
insert into c select tap.open_call('arun', 9001);
-- The code as it stands in the last message.
create function tap.code() returns text language sql security definer set search_path = '' as $$
    select o.facts ->> 'code' from notify.outbox as o order by o.outbox_id desc limit 1;
$$;
create function tap.wrong() returns text language sql as $$
    select lpad(((tap.code()::integer + 1) % 1000000)::text, 6, '0');
$$;
create function pg_temp.otp(code text default null) returns jsonb language sql as $$
    select api.call_otp((select call_id from pg_temp.c), code);
$$;
create function pg_temp.why(answer jsonb) returns text language sql as $$
    select (answer #>> '{problem,code}') || ' ' || (answer #>> '{problem,detail,reason}');
$$;

select tap.become('arun');
select is(pg_temp.why(pg_temp.otp('123456')), 'IR406 no code was sent', 'nothing to compare with');
select is(pg_temp.otp() - 'call_id' - 'expires_at', '{"state": "sent", "channels": ["email", "sms"], "tries_left": 3}'::jsonb,
    'a code is sent by e-mail and telephone');
select matches(tap.code(), '^[0-9]{6}$', 'six digits');
select tap.become_nobody();
select results_eq($$ select channel, recipient from notify.outbox order by 1 $$,
    $$ values ('email', 'one@client.invalid'), ('sms', '+919000009001') $$, 'to what is registered');
select ok((select every(expires_at = now() + interval '5 minutes' and code_hash = sha256(convert_to(salt || tap.code(), 'UTF8')))
    from core.call_otps), 'it is kept as a salted hash for five minutes');
select tap.become('arun');
select is(raised($$ select pg_temp.otp('12345') $$) #>> '{detail,field}', 'code', 'a code has six digits');
select is(raised($$ select pg_temp.otp('١٢٣٤٥٦') $$) #>> '{detail,field}', 'code', 'of one alphabet');
select is(pg_temp.otp(tap.wrong()) #> '{problem,detail}', '{"reason": "the code is wrong", "tries_left": 2}'::jsonb, 'a wrong code is counted');
select is(pg_temp.otp(tap.wrong()) #>> '{problem,detail,tries_left}', '1', 'again');
select is(pg_temp.otp(tap.code()) ->> 'state', 'verified', 'the right one holds');
select is(pg_temp.why(pg_temp.otp(tap.code())), 'IR406 the code was used', 'once');
select tap.become_nobody();
select isnt((select otp_verified_at from core.calls), null, 'the call knows');
update core.calls set otp_verified_at = null;
select tap.become('arun');
select pg_temp.otp();
select is((select array_agg(pg_temp.otp(tap.wrong()) #>> '{problem,code}') from generate_series(1, 3)), array_fill('IR406'::text, array[3]), 'three wrong codes');
select is(pg_temp.why(pg_temp.otp(tap.code())), 'IR406 too many wrong codes', 'and the right one comes too late');
select is(pg_temp.otp() ->> 'state', 'sent', 'another is sent');
select is(raised($$ select pg_temp.otp() $$) ->> 'code', 'IR429', 'but not without end');
select tap.become_nobody();
update core.call_otps set expires_at = now();
select tap.become('arun');
select is(pg_temp.why(pg_temp.otp(tap.code())), 'IR406 the code is too old', 'it has its time');
select tap.become('asha');
select is(raised($$ select pg_temp.otp() $$) ->> 'code', 'IR403', 'it is for the agent of the call');
select tap.become_nobody();
select is((select count(*) from audit.log where action like 'call_otp:%' and user_id = 9001), 13::bigint, 'all is audited');
select ok(not exists (select from audit.log l, notify.outbox o where position(o.facts ->> 'code' in l.after::text) > 0), 'without the code');

-- Once sent, the message does not hold it.
select tap.make_messages();
select notify.complete(array(select message_id from notify.messages), 'mail-files');
select ok(not exists (select from notify.messages where facts::text ~ '[0-9]{6}'), 'nor does the message when it is gone');

select tap.become('asha');
select tap.open_call('asha', 9002);
select is(api.call_otp((select call_id from core.calls where person_id = auth.current_person())) -> 'channels', '["sms"]'::jsonb, 'by what there is');
select tap.become_nobody();
select tap.make_messages();
select notify.fail((select max(message_id) from notify.messages), 0, 'again', 'no route');
select is((select state || ' ' || (facts::text ~ '[0-9]{6}') from notify.messages order by message_id desc limit 1), 'waiting true', 'it is tried again');
update notify.messages set expires_at = now() where state = 'waiting';
select is(notify.give_up_late(), 1::bigint, 'while it holds');
select is((select state || ' ' || (facts::text ~ '[0-9]{6}') from notify.messages order by message_id desc limit 1), 'dead false', 'and then no more');

-- Where nobody can be reached.
update book.users set email = null, phone = '' where user_id = 9001;
delete from core.call_otps;
delete from core.calls where user_id = 9002;
select tap.become('arun');
select is(raised($$ select pg_temp.otp() $$) ->> 'code', 'IR406', 'a client without telephone and e-mail');
select tap.become_nobody();
select is((select count(*) from core.call_otps), 0::bigint, 'gets none');
select is((select count(distinct code_hash) from core.call_otps), 0::bigint, 'and nothing is left');

-- Where it is asked for.
create function pg_temp.close(key text, units bigint default 75) returns jsonb language plpgsql as $$
begin
    return tap.raised(format('select api.square_off((select call_id from pg_temp.c), %s, %L, %s)',
        tap.position_of(9001, 7001), key, units));
end
$$;
create function tap.oid() returns bigint language sql security definer set search_path = '' as $$ select max(o.order_id) from core.orders as o $$;
create function tap.require(actions text, value text default '0') returns void language sql security definer set search_path = '' as $$
    update core.settings set value = case name when 'otp_required_for' then require.actions else require.value end
    where name in ('otp_required_for', 'otp_required_value');
$$;
create or replace function tap.position_of(user_id bigint, instrument_id bigint) returns bigint
language sql security definer set search_path = '' as $$
    select p.position_id from core.positions p where (p.user_id, p.instrument_id) = (position_of.user_id, position_of.instrument_id);
$$;
select tap.become('arun');
select is(pg_temp.close('k1', 75), null, 'by itself nothing asks for it');
select tap.require('square_off cancel');
select is(pg_temp.close('k2') -> 'detail', '{"reason": "the caller has to name a one-time code for this", "action": "square_off"}'::jsonb, 'a square-off, when settings say so');
select is(raised(format('select api.cancel_order(%s)', tap.oid())) #>> '{detail,action}', 'cancel', 'a cancel');
select is(raised($$ select api.cancel_all_orders((select call_id from c)) $$) ->> 'code', 'IR406', 'all cancels');
select tap.require('modify square_off_all');
select is(raised(format('select api.modify_order(%s, 1)', tap.oid())) #>> '{detail,action}', 'modify', 'a change');
select is(raised($$ select api.square_off_all((select call_id from c), 'k3') $$) #>> '{detail,action}', 'square_off_all', 'all positions');
-- 75 x 22869 = 1715175.
select tap.require('nothing', '1715174');
select is(pg_temp.close('k4') ->> 'code', 'IR406', 'above a value');
select is(raised($$ select api.square_off_all((select call_id from c), 'k5', 'FO') $$) ->> 'code', 'IR406', 'all of it, too');
select tap.require('nothing', '1715176');
select is(pg_temp.close('k6'), null, 'not below');
select tap.require('square_off square_off_all modify cancel', '1');
select tap.become_nobody();
update core.calls set otp_verified_at = now();
select tap.become('arun');
select is(raised(format('select api.cancel_order(%s)', tap.oid())), null, 'with the code named nothing asks any more');
select is(raised($$ select api.square_off_all((select call_id from c), 'k7', 'CM') $$), null, 'for the whole call');
select is(api.hand_over_call((select call_id from c), 'asha', 'r') ->> 'state', 'asked', 'handed over');
select tap.become('asha');
select api.accept_handover((api.get_handovers() #>> '{0,handover_id}')::bigint);
select tap.become_nobody();
select isnt((select otp_verified_at from core.calls where closed_at is null), null, 'the call carries it along');
select * from finish();
rollback;

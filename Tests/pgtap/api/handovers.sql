-- An open call goes to another agent: asked and accepted, or by a supervisor at once.
begin;
set local search_path = tap;
set local client_min_messages = warning;
\ir ../fixtures/people.psql
\ir ../fixtures/book.psql
\ir ../fixtures/exchange.psql
select plan(40);
select sync.fold_before_decision();
create temp table c (old_id uuid, new_id uuid, handover_id bigint, order_id bigint) on commit drop;
grant all on c to public;
insert into c (old_id) select tap.open_call('arun', 9001);
create function pg_temp.give(username text, reason text default 'end of shift') returns jsonb language sql as $$
    select tap.raised(format('select api.hand_over_call(%L, %L, %L)', (select old_id from pg_temp.c), username, reason));
$$;
create function tap.position_id() returns bigint language sql stable security definer set search_path = '' as $$
    select p.position_id from core.positions as p where (p.user_id, p.instrument_id) = (9001, 7001);
$$;

select tap.become('arun');
update c set order_id = (api.square_off(old_id, tap.position_id(), 'k', 75) #>> '{orders,0,order_id}')::bigint;
select is(pg_temp.give('nobody') ->> 'code', 'IR104', 'to somebody who exists');
select is(pg_temp.give('arun') #>> '{detail,reason}', 'it is their own call', 'somebody else');
select is(pg_temp.give('vera') #>> '{detail,reason}', 'whoever is to carry on is not at work', 'who takes calls');
select is(pg_temp.give('asha', ' ') #>> '{detail,field}', 'reason', 'for a reason');
update c set handover_id = (api.hand_over_call(old_id, 'asha', 'end of shift') ->> 'handover_id')::bigint;
select is(auth.callers(), '{9001}'::bigint[], 'until it is accepted the call stays');
select is(api.get_handovers() #>> '{0,to}', 'asha', 'who asked sees that it waits');
select is(raised($$ select api.accept_handover((select handover_id from c)) $$) ->> 'code', 'IR104',
    'nobody accepts what was asked of somebody else');
select tap.become('asha');
select is(auth.callers(), '{}'::bigint[], 'who is asked sees nothing of the client');
select is((api.get_handovers() -> 0) - 'handover_id' - 'call_id' - 'asked_at' - 'expires_at',
    '{"from": "arun", "to": "asha", "reason": "end of shift"}'::jsonb, 'but who asks, and why');
update c set new_id = (api.accept_handover(handover_id) ->> 'call_id')::uuid;
select isnt((select new_id from c), (select old_id from c), 'accepted, it is a call of its own');
select is(auth.callers(), '{9001}'::bigint[], 'with the client');
select is(raised($$ select api.accept_handover((select handover_id from c)) $$) #>> '{detail,reason}', 'it is decided',
    'accepted once');
select is(api.get_handovers(), '[]'::jsonb, 'nothing waits any more');
select is(api.cancel_order((select order_id from c)) ->> 'order_id', (select order_id::text from c),
    'what was ordered can be taken back by who carries on');
select tap.become('arun');
select is(auth.callers(), '{}'::bigint[], 'the one before sees the client no more');
select is(raised($$ select api.square_off((select old_id from c), tap.position_id(), 'k2') $$) ->> 'code', 'IR403', 'and does no more');
select is(pg_temp.give('sunil') #>> '{detail,reason}', 'the call is over', 'nor gives away what is given');
select tap.become_nobody();
select is((select call_id from core.orders where order_id = (select order_id from c)), (select old_id from c),
    'orders stay with the call that they were asked for in');
select is((select array_agg(call_id = (select old_id from c)) from core.instructions where kind = 'square_off'), '{true}'::boolean[],
    'so do instructions');
select is((select handed_over_from from core.calls where call_id = (select new_id from c)), (select old_id from c),
    'the new call knows the one it carries on');
select results_eq($$ select o.caller_number, o.recording_ref, o.expires_at from core.calls o where call_id = (select old_id from c) $$,
    $$ select o.caller_number, o.recording_ref, o.expires_at from core.calls o where call_id = (select new_id from c) $$,
    'caller, recording and end are the same: nobody verified the caller again');
select is((select count(*) from core.calls where user_id = 9001 and closed_at is null), 1::bigint, 'one call is open');

-- Declined, replaced, too late.
update c set old_id = new_id;
select tap.become('asha');
update c set handover_id = (api.hand_over_call(old_id, 'arun', 'r') ->> 'handover_id')::bigint;
select tap.become('arun');
select is(api.decline_handover((select handover_id from c)) ->> 'state', 'declined', 'who is asked may decline');
select is(raised($$ select api.accept_handover((select handover_id from c)) $$) ->> 'code', 'IR209', 'and that is that');
select tap.become('asha');
select is(auth.callers(), '{9001}'::bigint[], 'the call stays where it was');
update c set handover_id = (api.hand_over_call(old_id, 'arun', 'r') ->> 'handover_id')::bigint;
select is(api.hand_over_call(old_id, 'sita', 'r') ->> 'state', 'asked', 'asking somebody else') from c;
select tap.become('arun');
select is(raised($$ select api.accept_handover((select handover_id from c)) $$) #>> '{detail,state}', 'replaced', 'takes the place of asking before');
select tap.become_nobody();
update core.handovers set expires_at = now() where state = 'asked';
update c set handover_id = (select handover_id from core.handovers where state = 'asked');
select tap.become('sita');
select is(raised($$ select api.accept_handover((select handover_id from c)) $$) #>> '{detail,reason}', 'it was asked too long ago', 'too late');

-- By a supervisor at once.
select tap.become('sunil');
select is(raised($$ select api.hand_over_call(gen_random_uuid(), 'arun', 'r') $$) ->> 'code', 'IR104', 'a call that there is');
update c set new_id = (api.hand_over_call(old_id, 'arun', 'asha is ill') ->> 'call_id')::uuid;
select is((select count(*) from core.handovers where call_id = (select old_id from c) and state = 'accepted'), 1::bigint, 'a supervisor decides');
select tap.become('asha');
select is(auth.callers(), '{}'::bigint[], 'at once');
select tap.become('arun');
select is(auth.callers(), '{9001}'::bigint[], 'for somebody at work');
select tap.become_nobody();
update auth.sessions set ended_at = now() where person_id = (select person_id from auth.ops_team where username = 'asha');
insert into core.person_scopes (person_id, desk, granted_by) select person_id, 'wealth', person_id from auth.ops_team where username = 'sita';
update c set old_id = new_id;
select tap.become('sunil');
select is(pg_temp.give('asha') ->> 'code', 'IR209', 'not for somebody who has left');
select is(pg_temp.give('sita') ->> 'code', 'IR403', 'nor for somebody of another desk');
select is(api.hand_over_call((select old_id from c), 'sunil', 'I take it') ->> 'state', 'accepted', 'a supervisor may take a call over');
select is(auth.callers(), '{9001}'::bigint[], 'to serve the client');
select tap.become('sita');
select is(api.get_handovers(), '[]'::jsonb, 'a limited supervisor sees none of others');
select tap.become('vera');
select is(raised('select api.get_handovers()') ->> 'code', '42501', 'a viewer has no part in it');
select tap.become_nobody();
select is((select array_agg(action order by log_id) from audit.log where action like '%hand%' and user_id = 9001),
    '{hand_over_call:asked,accept_handover,hand_over_call:asked,decline_handover,hand_over_call:asked,hand_over_call:asked,hand_over_call:accepted,hand_over_call:accepted}'::text[],
    'all of it is audited, on the client');
select is((select count(*) from audit.log where action = 'read:get_handovers'), 0::bigint, 'nothing of a client is read');
select * from finish();
rollback;

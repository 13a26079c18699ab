-- A client's contact is changed by two people, over the primary's row and never in it; what is masked is
-- shown for a reason, on record.
begin;
set local search_path = tap;
set local client_min_messages = warning;
\ir ../fixtures/people.psql
\ir ../fixtures/book.psql
\ir ../fixtures/exchange.psql
select plan(51);
select sync.fold_before_decision();
create temp table a (id bigint, id2 bigint) on commit drop;
create temp table before on commit drop as select * from book.users;
grant all on a, before to public;
create function pg_temp.ask(more text) returns jsonb language plpgsql as $$
begin
    return tap.raised('select api.change_contact(9001, ''moved house''' || more || ')');
end
$$;
create function tap.set(setting text, value text) returns void language sql security definer set search_path = '' as $$
    update core.settings as s set value = "set".value where s.name = setting;
$$;

-- Asked for.
select tap.become('arun');
select is(pg_temp.ask(', ''new@client.invalid''') #>> '{detail,reason}', 'no open call with this client', 'an agent asks in a call with the client');
select tap.open_call('arun', 9001);
select is(pg_temp.ask('') ->> 'code', 'IR103', 'for something');
select is(pg_temp.ask(format(', email => %L', e)) #>> '{detail,field}', 'email', 'no address: ' || e)
from unnest(array['', 'x', 'a@b', 'a b@c.in', 'a@b..in', '@c.in', 'a	@c.in']) as e;
select is(pg_temp.ask(format(', phone => %L', p)) #>> '{detail,field}', 'phone', 'no telephone: ' || p)
from unnest(array['', '9000000001', '+0900000001', '+91 9000000001', '+91900000000x']) as p;
select is(raised($$ select api.change_contact(9001, ' ', 'new@client.invalid') $$) #>> '{detail,field}', 'reason', 'for a reason');
insert into a select (api.change_contact(9001, 'moved house', 'new@client.invalid', '+919111111111') ->> 'approval_id')::bigint;
select is(api.get_user('ZC9001') ->> 'email', 'oXXX@client.invalid', 'asking changes nothing');
select is(raised($$ select api.approve((select id from a)) $$) ->> 'code', '42501', 'an agent does not approve');
select tap.become('sunil');
select is((api.list_approvals() #> '{0,payload}') - 'client' - 'changes', '{"email": "new@client.invalid", "phone": "+919111111111",
    "before": {"email": "oXXX@client.invalid", "phone": "XXXXXX9001"}}'::jsonb, 'the second person sees what it will be, and enough of what it was');
select is(api.approve((select id from a)) -> 'changed', '["email", "phone"]'::jsonb, 'and approves');
select is(raised($$ select api.approve((select id from a)) $$) ->> 'code', null, 'once');
select is(api.approve((select id from a)) #>> '{problem,code}', 'IR204', 'as for everything');

-- In force.
select tap.become('arun');
select is((api.get_user('ZC9001') ->> 'email') || ' ' || (api.get_user('ZC9001') ->> 'phone'), 'nXXX@client.invalid XXXXXX1111', 'a client is shown with the new contact');
select isnt(api.get_user('ZC9001') ->> 'contact_changed_at', null, 'and that it was changed');
select tap.become_nobody();
select is_empty('select * from book.users except select * from before', 'the primary''s row is as it was');
select results_eq($$ select recipient, channel from notify.outbox where kind = 'contact_changed' order by recipient collate "C" $$,
    $$ values ('+919000009001', 'sms'), ('+919111111111', 'sms'), ('new@client.invalid', 'email'), ('one@client.invalid', 'email') $$,
    'the client is told, where they were and where they are');
select tap.exit(9001, 7001, 75);
select logic.change_orders(array[row((select max(order_id) from core.orders), 'expired', null, null, null, null, 'no', null, null, null, null)::core.order_change]);
select tap.become('arun');
select api.call_otp((select call_id from core.calls where closed_at is null));
select tap.become_nobody();
select tap.make_messages();
select is((select array_agg(kind || ' ' || recipient order by kind, recipient collate "C") from notify.messages where kind in ('call_otp', 'order_expired')),
    '{call_otp +919111111111,call_otp new@client.invalid,order_expired +919111111111,order_expired new@client.invalid}'::text[], 'messages and codes go there from now on');
select is(logic.client_said(null, '9111111111') || ' ' || coalesce(logic.client_said(null, '9000009001')::text, 'nobody'), '9001 nobody', 'and a call from there is theirs');
select results_eq($$ select p.username, q.username, k.reason from core.client_contacts k join auth.ops_team p on p.person_id = k.requested_by
    join auth.ops_team q on q.person_id = k.approved_by $$, $$ values ('arun', 'sunil', 'moved house') $$, 'who asked and who approved stays');
update book.users set name = 'Client One', updated_at = now() where user_id = 9001;
select is((select email from logic.client_contact(9001)), 'new@client.invalid', 'what the primary sends does not undo it');

select ok(not exists (select from ops.incident_timeline as t where to_jsonb(t)::text ~ 'new@client|9111111111'),
    'the chronology of an incident does not say how to reach them');

select ok(not exists (select from audit.log as l where to_jsonb(l)::text ~ 'new@client|9111111111'), 'nor does the log');

-- One part of it; two requests at once.
select tap.become('arun');
update a set id = (api.change_contact(9001, 'r', phone => '+919222222222') ->> 'approval_id')::bigint,
    id2 = (api.change_contact(9001, 'r', email => 'third@client.invalid') ->> 'approval_id')::bigint;
select tap.become('sunil');
select is(api.approve((select id from a)) -> 'changed', '["phone"]'::jsonb, 'one part of it');
select is(api.approve((select id2 from a)) #>> '{problem,detail,reason}', 'the contact is not as it was shown', 'another request was about another contact');
select tap.become_nobody();
select is((select email || ' ' || phone from core.client_contacts), 'new@client.invalid +919222222222', 'the other part stays');
select tap.become('sunil');
update a set id = (api.change_contact(9002, 'r', 'x@y.invalid') ->> 'approval_id')::bigint;
select is(raised($$ select api.approve((select id from a)) $$) ->> 'code', 'IR404', 'nobody approves their own');
select tap.become('sita');
select is(api.reject((select id from a), 'no') ->> 'state', 'rejected', 'somebody else may refuse it');
select is((select count(*) from core.client_contacts), 1::bigint, 'and nothing changes');

-- Unmasked.
select is(raised('select email from core.client_contacts') ->> 'code', '42501', 'no role reads it in the table');
select is(api.unmask_user(9001, 'pan', 'tax letter') ->> 'value', 'AAAZZ1234Z', 'a supervisor sees a PAN for a reason');
select is(api.unmask_user(9001, 'date_of_birth', 'r') ->> 'value', '1980-02-29', 'a date of birth');
select is(api.unmask_user(9001, 'phone', 'r') ->> 'value', '+919222222222', 'the telephone of today');
select is(raised($$ select api.unmask_user(9001, 'pan', ' ') $$) #>> '{detail,field}', 'reason', 'not without one');
select is(raised($$ select api.unmask_user(9001, 'name', 'r') $$) #>> '{detail,field}', 'field', 'nothing that is not masked');
select tap.become('arun');
select is(raised($$ select api.unmask_user(9001, 'email', 'r') $$) #>> '{detail,reason}', 'your role does not see this', 'an agent sees nothing by default');
select tap.set('unmask_agent_fields', 'email phone');
select is(api.unmask_user(9001, 'email', 'to read it back') ->> 'value', 'new@client.invalid', 'unless settings say so');
select is(raised($$ select api.unmask_user(9001, 'pan', 'r') $$) ->> 'code', 'IR403', 'and no more than they say');
select is(raised($$ select api.unmask_user(9002, 'email', 'r') $$) #>> '{detail,reason}', 'no open call with this client', 'of the client on the line');
select tap.set('otp_required_for', 'unmask');
select is(raised($$ select api.unmask_user(9001, 'email', 'r') $$) ->> 'code', 'IR406', 'who has named a code, if that is asked for');
select tap.become('anna');
select is(raised($$ select api.unmask_user(9001, 'pan', 'r') $$) ->> 'code', '42501', 'an auditor sees what others see');
select tap.become_nobody();
select results_eq($$ select action, after ->> 'reason' from audit.log where action like 'unmask:%' order by log_id $$,
    $$ values ('unmask:pan', 'tax letter'), ('unmask:date_of_birth', 'r'), ('unmask:phone', 'r'), ('unmask:email', 'to read it back') $$, 'each is on record, with its reason');
select ok(not exists (select from audit.log as l where to_jsonb(l)::text ~ 'AAAZZ1234Z|1980-02-29|9222222222"?}'
    and l.action like 'unmask:%'), 'without what was seen');
select * from finish();
rollback;

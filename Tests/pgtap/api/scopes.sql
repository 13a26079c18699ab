-- An admin limits people and puts clients to desks.
begin;
set local search_path = tap;
set local client_min_messages = warning;
\ir ../fixtures/people.psql
\ir ../fixtures/book.psql
select plan(22);
create function tap.person(username text) returns bigint
language sql stable security definer set search_path = '' as $$
    select p.person_id from auth.ops_team as p where p.username = person.username;
$$;
create function pg_temp.add(who text, more text) returns jsonb language plpgsql as $$
begin
    return tap.raised(format('select api.add_scope(tap.person(%L), ''r''%s)', who, more));
end
$$;

select tap.become('adil');
select is(pg_temp.add('arun', '') ->> 'code', 'IR103', 'a scope limits something');
select is(pg_temp.add('arun', ', ''MCX''') #>> '{detail,field}', 'exchange', 'an exchange that is known');
select is(pg_temp.add('arun', ', null, ''XX''') #>> '{detail,field}', 'segment', 'a segment that is known');
select is(pg_temp.add('arun', ', null, null, ''A desk''') #>> '{detail,field}', 'desk', 'a desk''s name has a shape');
select is(pg_temp.add('vera', ', ''NSE''') #>> '{detail,got}', 'ops_viewer', 'only agents and supervisors are limited');
select is(raised($$ select api.add_scope(0, 'r', 'NSE') $$) ->> 'code', 'IR104', 'somebody who exists');
select is(raised($$ select api.add_scope(tap.person('arun'), ' ', 'NSE') $$) #>> '{detail,field}', 'reason', 'for a reason');
select is(api.add_scope(tap.person('arun'), 'new here', 'NSE', 'CM', 'retail') - 'scope_id' - 'person_id' - 'granted_at',
    '{"exchange": "NSE", "segment": "CM", "desk": "retail"}'::jsonb, 'an agent is limited');
select is(api.add_scope(tap.person('arun'), 'again', 'NSE', 'CM', 'retail') ->> 'scope_id',
    api.get_scopes(tap.person('arun')) #>> '{0,scope_id}', 'the same again is the same scope');
select is(jsonb_array_length(api.get_scopes(tap.person('arun'))), 1, 'of which there is one');
select is(api.assign_desk(9001, 'moved', 'retail'), '{"user_id": 9001, "desk": "retail"}'::jsonb, 'a client is put to a desk');
select is(api.assign_desk(9002, 'moved', 'wealth') ->> 'desk', 'wealth', 'another to another');
select is(raised($$ select api.assign_desk(1, 'r', 'retail') $$) ->> 'code', 'IR104', 'a client who exists');
select tap.become('arun');
select is(jsonb_array_length(api.get_scopes(tap.person('arun'))), 1, 'an agent sees what limits them');
select is(jsonb_array_length(api.get_scopes(tap.person('sunil'))), 0, 'and nobody else''s limits');
select is(api.open_call('ZC9002', 'BBBZZ5678Y', '1975-11-30', '+911234', 'r') #>> '{problem,code}', 'IR403', 'it is in force at once');
select is(raised(format($$ select api.remove_scope(%s) $$, api.get_scopes(tap.person('arun')) #>> '{0,scope_id}')) ->> 'code',
    '42501', 'and not theirs to lift');
select tap.become('adil');
select is(api.remove_scope((api.get_scopes(tap.person('arun')) #>> '{0,scope_id}')::bigint) ->> 'scopes_left', '0', 'the admin lifts it');
select is(raised($$ select api.remove_scope(0) $$) ->> 'code', 'IR104', 'once');
select is(api.assign_desk(9002, 'closed') ->> 'desk', null, 'a client may belong to no desk');
select tap.become_nobody();
select results_eq($$ select action, before ->> 'desk', after ->> 'desk', after ->> 'reason' from audit.log
    where action = 'assign_desk' order by log_id $$, $$ values ('assign_desk', null, 'retail', 'moved'),
    ('assign_desk', null, 'wealth', 'moved'), ('assign_desk', 'wealth', null, 'closed') $$, 'desks are audited');
select is((select array_agg(action order by log_id) from audit.log where action like '%\_scope' and action not like '%:%'),
    '{add_scope,add_scope,remove_scope}'::text[], 'and so are scopes');
select * from finish();
rollback;

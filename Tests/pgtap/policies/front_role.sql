-- The front's log-in role owns nothing and can only become an ops role for a transaction.
begin;
set local search_path = tap;
\ir ../fixtures/people.psql
\ir ../fixtures/book.psql
select plan(27);

set local session authorization irra_front;
select lives_ok(format('select set_config(%L, %L, true)', 'role', r), 'the front may act as ' || r)
from unnest(array['ops_viewer', 'ops_agent', 'ops_supervisor', 'ops_admin', 'auditor']) as r;
select set_config('role', 'none', true);
select is(raised(format('select set_config(%L, %L, true)', 'role', r)) ->> 'code', '42501',
    'but not as ' || r)
from unnest(array['irra_owner', 'dba', 'postgres', 'irra_gateway', 'irra_sync', 'irra_notify',
    'irra_monitor']) as r;
select is(raised('select * from ' || t) ->> 'code', '42501', 'as itself it reads no ' || t)
from unnest(array['book.users', 'core.orders', 'auth.ops_team', 'auth.sessions', 'ops.health',
    'audit.log']) as t;
select is(raised($$select auth.require('ops_agent')$$) ->> 'code', '42501', 'it is nobody');
select is(raised($$select auth.register('x', 'x', 'ops_admin', '$argon2id$', '\x')$$) ->> 'code',
    '42501', 'it registers nobody');
select is(raised('create table api.mine ()') ->> 'code', '42501', 'it creates nothing');
select is(raised('create temp table mine ()') ->> 'code', '42501', 'not even for itself');

-- What the front sends before each request, and what a stolen front could send instead.
select set_config('role', 'ops_agent', true), set_config('irra.session', 'secret of arun', true);
select is(raised('create temp view pg_type as select 1') ->> 'code', '42501', 'nor as a person');
select isnt(auth.current_person(), null, 'with a person''s secret it acts for that person');
select set_config('role', 'ops_admin', true);
select is(auth.current_person(), null, 'a role that is not the person''s is nobody''s');
select is(raised('select api.list_approvals()') ->> 'code', 'IR401', 'and opens no door');
select is((select count(*) from book.users), 0::bigint, 'nor any row');

select * from finish();
rollback;

-- What somebody tries who holds the front's connection and one person's secret: no way leads to
-- another role, another person, another client or around the policies.
\set authorised `psql -X -w -U irra_front -d :'DBNAME' -c 'set session authorization postgres' 2>&1`
begin;
set local search_path = tap;
set local client_min_messages = warning;
\ir ../fixtures/people.psql
\ir ../fixtures/book.psql
\ir ../fixtures/desk.psql
select plan(65);
analyze book.users, core.positions;

set local session authorization irra_front;
select set_config('role', 'ops_agent', true), set_config('irra.session', 'secret of arun', true);

-- Another role.
select is(raised('set role ' || r) ->> 'code', '42501', 'an agent does not become ' || r)
from unnest(array['irra_owner', 'dba', 'postgres', 'irra_gateway', 'irra_sync', 'irra_notify', 'irra_monitor',
    'pg_read_all_data', 'pg_write_all_data', 'pg_execute_server_program', 'pg_read_server_files']) as r;
select matches(:'authorised'::text, 'permission denied to set session authorization "postgres"',
    'a real connection of the front authorises as nobody else');
select is(raised('grant ops_admin to ops_agent') ->> 'code', '42501', 'nor is given a role');
select is(raised('alter role ops_agent bypassrls') ->> 'code', '42501', 'nor an attribute');
select is(raised('reassign owned by irra_owner to ops_agent') ->> 'code', '42501', 'nor what others own');

-- A role that is not the person's is nobody's.
select is(r || ' ' || (set_config('role', r, true) = r) || ' ' || (auth.current_person() is null), r || ' true true',
    'with an agent''s secret ' || r || ' is nobody')
from unnest(array['ops_supervisor', 'ops_admin', 'auditor', 'ops_viewer']) as r;
select set_config('role', 'ops_admin', true);
select is((select count(*) from core.positions) + (select count(*) from core.calls)
    + (select count(*) from audit.log), 0::bigint, 'and sees no row');
select set_config('role', 'ops_agent', true);

-- A forged claim.
select is(raised(format('select set_config(%L, %L, true), auth.require(%L)', 'irra.session', s, 'ops_agent')) ->> 'code',
    'IR401', 'a secret is not ' || coalesce(nullif(left(s, 20), ''), 'nothing'))
from unnest(array['', '1', 'null', 'secret of nobody', 'secret of arun ', 'SECRET OF ARUN', ''' or ''1''=''1',
    encode(sha256('secret of arun'), 'hex'), '\x00', repeat('A', 100000)]) as s;
select set_config('irra.session', 'secret of asha', true);
select is(auth.callers(), '{}'::bigint[], 'another''s secret gives that person''s calls and not one''s own');
select set_config('irra.session', 'secret of arun', true), set_config('irra.person_id', '7', true),
    set_config('irra.user_id', '9002', true), set_config('irra.role', 'ops_admin', true);
select is(auth.callers(), '{9001}'::bigint[], 'no other setting says who one is or whom one serves');
select is((select array_agg(distinct user_id) from core.positions), '{9001}'::bigint[], 'nor what one sees');

-- Names that are found earlier.
select is(raised('create temp table users (user_id bigint)') ->> 'code', '42501', 'no temporary table');
select is(raised('create temp view current_person as select 1') ->> 'code', '42501', 'no temporary view');
select is(raised('create function pg_temp.now() returns timestamptz language sql as $f$ select null::timestamptz $f$')
    ->> 'code', '42501', 'no temporary function');
select is(raised('create schema mine') ->> 'code', '42501', 'no schema');
select is(raised('create function public.callers() returns bigint language sql as $f$ select 1 $f$') ->> 'code',
    '42501', 'nothing in public');
select is(raised('create operator public.= (leftarg = bigint, rightarg = bigint, function = int8ne)') ->> 'code',
    '42501', 'no operator');
select is(raised('create cast (text as bigint) with inout as implicit') ->> 'code', '42501', 'no cast');
select set_config('search_path', 'tap, public, pg_temp, pg_catalog', true);
select is(auth.current_person() is not null and auth.callers() = '{9001}', true,
    'whatever the search_path, functions find what they mean');
select set_config('search_path', 'tap', true);

-- Around the policies.
select is(raised('set local row_security = off; select count(*) from core.positions') ->> 'code', '42501',
    'row-level security turned off is an error and not a view of everything');
select set_config('row_security', 'on', true);
select is(raised('alter table core.positions disable row level security') ->> 'code', '42501', 'it stays on');
select is(raised('drop policy caller_read on core.positions') ->> 'code', '42501', 'with its policies');
select is(raised('set local session_replication_role = replica') ->> 'code', '42501', 'triggers fire');
select lives_ok($$ select 1 / (user_id - 9002) from core.positions $$,
    'an expression is not tried on rows that are not seen');
select lives_ok($$ select 1 / (user_id - 9002) from api.orders $$, 'nor through a view');
select is((select count(*) from pg_stats where schemaname in ('book', 'core')), 0::bigint,
    'statistics tell no values');
select is(raised(q) ->> 'code', '42501', 'refused: ' || left(q, 60))
from unnest(array['select pan from book.users',
    'copy core.positions to program ''cat''',
    'select pg_read_file(''postgresql.conf'')', 'select lo_import(''/etc/passwd'')',
    'select logic.apply_trades(''manual'', null)', 'select * from pg_authid',
    'insert into core.calls default values', 'update core.positions set user_id = 9001',
    'delete from audit.log', 'truncate audit.log', 'select nextval(''core.cl_ord_id_sequence'')',
    'create extension dblink',
    'select * from fix.sessions', 'select * from ops.positions']) as q;
select is(raised('select u from book.users as u') ->> 'code', '42501', 'a whole row is as secret as its columns');

-- A function that acts with more rights does so for the person alone, whatever it is given.
select is(raised($$ select api.get_positions(9002) $$) ->> 'code', 'IR403', 'no other client by a door');
select is((select count(*) from auth.reservations(array(select generate_series(1, 1000))) as r
    where not exists (select from core.positions as p where p.position_id = r.position_id)), 0::bigint,
    'no figure of a position that is not seen');

select * from finish();
rollback;

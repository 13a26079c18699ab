-- The reviewed page says what every role may do to every table, view and function. Run from the
-- project's root, as `make test` does.
\set page `cat docs/access_matrix.md`
\ir ../../../docs/access_matrix.psql
begin;
set local search_path = tap;
select plan(8);

create temp table written on commit drop as select line from regexp_split_to_table(:'page'::text, e'\n') as line;
create temp table found on commit drop as
    select line from regexp_split_to_table(:'access_matrix_now', e'\n') as line;
select is_empty($$ select line from found except select line from written $$,
    'no right that is not reviewed; else review: Tests/run-sql-tests --write-docs');
select is_empty($$ select line from written except select line from found $$,
    'and no right is gone; else review: Tests/run-sql-tests --write-docs');
select ok(rtrim(:'page'::text, e'\n') = rtrim(:'access_matrix_now'::text, e'\n'), 'line for line');

-- The page is of use only if it sees what it is for.
savepoint before;
grant update on core.orders to ops_agent;
grant execute on function logic.trading_day() to ops_viewer;
create policy forgotten on core.orders for update to ops_agent using (true);
alter table core.orders no force row level security;
alter role ops_agent bypassrls;
\ir ../../../docs/access_matrix.psql
\set changed :access_matrix_now
rollback to before;
select matches(:'changed'::text, 'core\.orders \| enabled \|  \| SU \|', 'it shows a grant and row-level security not forced');
select matches(:'changed'::text, 'logic\.trading_day\(\) \| the caller \| X \|', 'a function that somebody may execute');
select matches(:'changed'::text, 'core\.orders \| forgotten \| update \| agent \| `true`', 'a policy');
select matches(:'changed'::text, 'ops_agent \| no \| no \| bypasses row-level security', 'an attribute of a role');

-- A right to rows needs a grant and a policy; either alone is somebody's mistake.
select is_empty($$
    select c.oid::regclass, r.name
    from pg_class as c
    join pg_namespace as n on n.oid = c.relnamespace and pg_get_userbyid(n.nspowner) = 'irra_owner'
    cross join unnest(array['ops_viewer', 'ops_agent', 'ops_supervisor', 'ops_admin', 'auditor', 'dba',
        'irra_front', 'irra_gateway', 'irra_notify', 'irra_monitor', 'irra_sync']) as r (name)
    where c.relkind in ('r', 'p') and has_any_column_privilege(r.name, c.oid, 'select')
        <> exists (select from pg_policy as p
            where p.polrelid = c.oid and p.polcmd in ('r', '*') and r.name::regrole::oid = any (p.polroles))
$$, 'who may read a table has a policy there, and who has a policy may read');

select * from finish();
rollback;

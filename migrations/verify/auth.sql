begin;

select 1 / count(*) from pg_catalog.pg_class where oid = 'auth.ops_team'::regclass and relrowsecurity and relforcerowsecurity;
select 1 / count(*) from pg_catalog.pg_class where oid = 'auth.sessions'::regclass and relrowsecurity and relforcerowsecurity;
select 1 / count(*) from pg_catalog.pg_class where oid = 'auth.login_attempts'::regclass and relrowsecurity and relforcerowsecurity;

rollback;

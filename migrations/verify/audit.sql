begin;

select 1 / count(*) from pg_catalog.pg_class where oid = 'audit.log'::regclass and relrowsecurity and relforcerowsecurity;

rollback;

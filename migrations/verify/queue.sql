begin;

select 1 / count(*) from pg_catalog.pg_class where oid = 'queue.dispatch'::regclass and relrowsecurity and relforcerowsecurity;
select 1 / count(*) from pg_catalog.pg_class where oid = 'queue.channels'::regclass and relrowsecurity and relforcerowsecurity;

rollback;

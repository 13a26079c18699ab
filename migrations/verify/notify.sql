begin;

select 1 / count(*) from pg_catalog.pg_class where oid = 'notify.templates'::regclass and relrowsecurity and relforcerowsecurity;
select 1 / count(*) from pg_catalog.pg_class where oid = 'notify.outbox'::regclass and relrowsecurity and relforcerowsecurity;

rollback;

begin;

select 1 / count(*) from pg_catalog.pg_class where oid = 'queue.event_marks'::regclass and relrowsecurity and relforcerowsecurity;
select 1 / count(*) from pg_catalog.pg_class where oid = 'queue.events'::regclass and relrowsecurity and relforcerowsecurity;

rollback;

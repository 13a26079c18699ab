begin;

select 1 / (count(*) = 4)::integer from pg_catalog.pg_class
where relnamespace = 'audit'::regnamespace and relkind = 'r' and relrowsecurity
    and relforcerowsecurity;

rollback;

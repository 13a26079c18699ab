begin;

select 1 / (count(*) = 11)::integer
from pg_catalog.pg_class
where relnamespace = 'notify'::regnamespace and relkind = 'r' and relrowsecurity
    and relforcerowsecurity;

rollback;

-- How many of the subscription's tables are not yet copied.
select count(*)
from pg_catalog.pg_subscription_rel
where srsubstate <> 'r';

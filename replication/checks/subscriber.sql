-- On the backup: does the subscription work, and are its tables whole? Every row must say ok.
--   psql -d irra -f replication/checks/subscriber.sql
select 'subscription irra_book is enabled' as rule, coalesce(bool_and(subenabled), false) as ok,
    coalesce(string_agg(subname, ', '), 'none') as found
from pg_subscription where subname = 'irra_book'
union all
select 'it stops at an error', coalesce(bool_and(subdisableonerr), false),
    coalesce(bool_and(subdisableonerr)::text, 'none')
from pg_subscription where subname = 'irra_book'
union all
select 'its worker runs', count(pid) > 0, count(pid)::text
from pg_stat_subscription where subname = 'irra_book' and relid is null
union all
select 'all eight tables are copied and stream', count(*) filter (where srsubstate = 'r') = 8,
    count(*) filter (where srsubstate = 'r') || ' of ' || count(*)
from pg_subscription_rel r
join pg_subscription s on s.oid = r.srsubid and s.subname = 'irra_book'
union all
select 'no error since the statistics were reset',
    coalesce(sum(apply_error_count + sync_error_count), 0) = 0,
    coalesce(sum(apply_error_count + sync_error_count), 0)::text
from pg_stat_subscription_stats where subname = 'irra_book'
union all
select 'book is written by replication only', count(*) = 0,
    coalesce(string_agg(distinct grantee::text, ', '), 'so it is')
from information_schema.role_table_grants
where table_schema = 'book' and privilege_type <> 'SELECT'
    and grantee not in ('irra_owner', 'postgres');

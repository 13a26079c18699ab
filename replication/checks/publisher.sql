-- On the primary: is what leaves it what should leave it? Every row must say ok.
--   psql -d broker -f replication/checks/publisher.sql
select 'wal_level is logical' as rule, current_setting('wal_level') = 'logical' as ok,
    current_setting('wal_level') as found
union all
select 'a slot cannot fill the disk (max_slot_wal_keep_size)',
    current_setting('max_slot_wal_keep_size') <> '-1', current_setting('max_slot_wal_keep_size')
union all
select 'publication book exists and does not pass on truncate',
    count(*) filter (where pubinsert and pubupdate and pubdelete and not pubtruncate) = 1,
    count(*)::text
from pg_publication where pubname = 'book'
union all
select 'eight tables are published', count(*) = 8, count(*)::text
from pg_publication_tables where pubname = 'book'
union all
select 'no column that smells of a secret is published', count(*) = 0,
    coalesce(string_agg(tablename || '.' || attribute, ', '), 'none')
from pg_publication_tables
cross join unnest(attnames) attribute
where pubname = 'book' and attribute ~ 'password|secret|totp|kyc|bank|address|hash'
union all
select 'the key of every published table is published', count(*) = 0,
    coalesce(string_agg(p.tablename || '.' || a.attname, ', '), 'none missing')
from pg_publication_tables p
join pg_index i on i.indrelid = format('%I.%I', p.schemaname, p.tablename)::regclass
    and i.indisprimary
join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any (i.indkey)
where p.pubname = 'book' and not a.attname = any (p.attnames)
union all
select 'irra_replicator may read the published columns and no other', count(*) = 0,
    coalesce(string_agg(format('%s.%s', c.relname, a.attname), ', '), 'so it is')
from pg_class c
join pg_namespace n on n.oid = c.relnamespace
join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
left join pg_publication_tables p on p.pubname = 'book' and p.schemaname = n.nspname
    and p.tablename = c.relname
where c.relkind in ('r', 'p', 'v', 'm') and n.nspname not in ('pg_catalog', 'information_schema')
    and has_column_privilege('irra_replicator', c.oid, a.attnum, 'select')
        <> coalesce(a.attname = any (p.attnames), false)
union all
select 'irra_replicator may write nothing', count(*) = 0,
    coalesce(string_agg(c.oid::regclass::text, ', '), 'so it is')
from pg_class c
join pg_namespace n on n.oid = c.relnamespace
where c.relkind in ('r', 'p') and n.nspname not in ('pg_catalog', 'information_schema')
    and has_table_privilege('irra_replicator', c.oid, 'insert, update, delete, truncate');

-- Dead rows that vacuum has to take, and when it did. What holds them back is in ops.transactions.
create or replace view ops.tables as
select t.schemaname || '.' || t.relname as table_name, t.n_live_tup as live_rows,
    t.n_dead_tup as dead_rows,
    round(t.n_dead_tup::numeric * 100 / nullif(t.n_live_tup + t.n_dead_tup, 0), 1)
        as dead_percent,
    pg_catalog.pg_total_relation_size(t.relid) as bytes,
    t.seq_scan, t.idx_scan, t.n_tup_upd as updates, t.n_tup_hot_upd as updates_in_place,
    greatest(t.last_vacuum, t.last_autovacuum) as last_vacuum,
    greatest(t.last_analyze, t.last_autoanalyze) as last_analyze
from pg_catalog.pg_stat_user_tables as t;

revoke all on ops.tables from public;
grant select on ops.tables to dba, irra_monitor;

comment on view ops.tables is 'One row a table: size, dead rows, vacuum';

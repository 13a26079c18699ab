-- Disk that the database takes. Free space is what a worker on the machine tells (disk_free).
create or replace view ops.storage as
select pg_catalog.pg_database_size(pg_catalog.current_database()) as database_bytes,
    (select sum(w.size) from pg_catalog.pg_ls_waldir() as w)::bigint as wal_bytes,
    (select count(*) from pg_catalog.pg_ls_waldir() as w) as wal_files,
    (select max(pg_catalog.pg_wal_lsn_diff(pg_catalog.pg_current_wal_lsn(), s.restart_lsn))
        from pg_catalog.pg_replication_slots as s)::bigint as slot_kept_bytes,
    (select s.value from monitor.samples as s
        where s.measure = 'disk_free_percent' order by s.value limit 1) as disk_free_percent;

revoke all on ops.storage from public;
grant select on ops.storage to dba, irra_monitor;

comment on view ops.storage is 'One row: database, WAL and what slots keep of it, bytes';

-- How far behind the primary we are, always one row, with or without a subscription. Lag in bytes
-- is what the primary had written and we had not confirmed when the sync worker looked last.
create or replace view ops.replication as
select s.subname as subscription,
    s.subenabled as enabled,
    w.pid is not null as applying,
    w.received_lsn,
    w.latest_end_lsn,
    w.last_msg_receipt_time as last_message_at,
    now() - w.last_msg_receipt_time as last_message_age,
    p.reachable as primary_reachable,
    p.last_reachable_at as primary_last_reachable_at,
    p.checked_at as primary_checked_at,
    p.wal_lsn as primary_wal_lsn,
    p.slot_name,
    p.slot_active,
    p.slot_wal_status,
    p.confirmed_flush_lsn,
    pg_catalog.pg_wal_lsn_diff(p.wal_lsn, p.confirmed_flush_lsn) as lag_bytes,
    (select count(*) from book.trades as t
        where t.arrival > (select m.arrival from sync.watermarks as m
            where m.table_name = 'trades')) as trades_not_folded,
    (select count(*) from book.opening_positions as o
        where o.arrival > (select m.arrival from sync.watermarks as m
            where m.table_name = 'opening_positions')) as opening_positions_not_folded,
    (select max(m.folded_at) from sync.watermarks as m) as last_folded_at,
    p.detail,
    e.apply_error_count as apply_errors,
    e.sync_error_count as copy_errors,
    nullif(s.subskiplsn, '0/0') as skipping_lsn,
    w.latest_end_time as last_applied_at,
    (select array_agg(x.relid::regclass::text order by x.relid::regclass::text)
        from (select k.srrelid as relid from pg_catalog.pg_subscription_rel as k
            where k.srsubid = s.oid and k.srsubstate <> 'r') as x) as tables_being_copied
from sync.primary_state as p
left join pg_catalog.pg_subscription as s
    on s.subname = 'irra_book'
    and s.subdbid = (select d.oid from pg_catalog.pg_database as d
        where d.datname = pg_catalog.current_database())
left join pg_catalog.pg_stat_subscription as w on w.subid = s.oid and w.relid is null
left join pg_catalog.pg_stat_subscription_stats as e on e.subid = s.oid;

revoke all on ops.replication from public;
grant select on ops.replication to dba, irra_monitor;

comment on view ops.replication is
    'One row: subscription, slot, lag and the primary''s state as last seen; rows not folded yet';

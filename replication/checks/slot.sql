-- On the primary: how far behind is the desk, and is its slot safe?
--   psql -d broker -f replication/checks/slot.sql
select slot_name, active, wal_status,
    pg_size_pretty(pg_wal_lsn_diff(pg_current_wal_lsn(), confirmed_flush_lsn)) as behind,
    pg_size_pretty(safe_wal_size) as left_before_the_slot_is_lost,
    case
        when wal_status = 'lost' then 'lost: drop the subscription and subscribe again'
        when wal_status = 'unreserved' then 'about to be lost: bring the desk back at once'
        when not active then 'the desk is not connected'
        else 'ok'
    end as verdict
from pg_replication_slots
where slot_name = 'irra_book';

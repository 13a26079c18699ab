-- Transactions that last, and who waits for whom. An old snapshot keeps dead rows everywhere.
create or replace view ops.transactions as
select a.pid, a.usename as role_name, a.application_name, a.client_addr, a.state,
    a.xact_start, now() - a.xact_start as age,
    pg_catalog.age(a.backend_xmin) as snapshot_age,
    a.wait_event_type, a.wait_event,
    case when a.wait_event_type = 'Lock' then now() - a.state_change end as blocked_for,
    case when a.wait_event_type = 'Lock' then pg_catalog.pg_blocking_pids(a.pid) end
        as blocked_by,
    left(a.query, 200) as query
from pg_catalog.pg_stat_activity as a
where a.datname = pg_catalog.current_database() and a.xact_start is not null
    and a.pid <> pg_catalog.pg_backend_pid();

revoke all on ops.transactions from public;
grant select on ops.transactions to dba, irra_monitor;

comment on view ops.transactions is
    'One row a transaction under way: how long, what it waits for, who blocks it';

-- What stands of each exchange purge: how many of its orders are still unknown.
create or replace view ops.purges as
select p.purge_id, p.session_name, p.purged_at, o.username as purged_by, p.reason,
    p.last_trade_number, cardinality(p.order_ids) as orders,
    (select count(*) from core.orders as x
     where x.order_id = any (p.order_ids) and x.status = 'unknown') as still_unknown
from core.purges as p
join auth.ops_team as o on o.person_id = p.purged_by;

revoke all on ops.purges from public;
grant select on ops.purges to dba, irra_monitor;

comment on view ops.purges is
    'Exchange purges that people declared, and how many of their orders are still unknown';

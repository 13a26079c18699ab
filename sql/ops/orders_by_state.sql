-- What is under way: orders that can still trade or whose fills nobody has confirmed.
create or replace view ops.orders_by_state as
select o.session_name, o.status, count(*) as orders, sum(o.leaves_quantity) as leaves_quantity,
    count(*) filter (where o.cumulative_quantity > o.confirmed_quantity) as unconfirmed,
    min(o.updated_at) as oldest_change, now() - min(o.updated_at) as oldest_age
from core.orders as o
where o.leaves_quantity > 0
group by o.session_name, o.status;

revoke all on ops.orders_by_state from public;
grant select on ops.orders_by_state to dba, irra_monitor;

comment on view ops.orders_by_state is
    'Live orders of each session by state: how many, how long the oldest stands so';

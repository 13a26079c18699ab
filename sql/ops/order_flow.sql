-- How many orders the desk has made; numbers given to orders that came to nothing count, too.
create or replace view ops.order_flow as
select greatest(0, coalesce(q.last_value, 0) - q.start_value) as orders_made
from pg_catalog.pg_sequences as q
where q.schemaname = 'core' and q.sequencename = 'orders_order_id_seq';

revoke all on ops.order_flow from public;
grant select on ops.order_flow to dba, irra_monitor;

comment on view ops.order_flow is 'One row: how many orders were ever made; it only grows';

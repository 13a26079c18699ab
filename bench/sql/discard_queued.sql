-- Takes back every exit that is still queued, as if it had never been asked for.
--   psql -d irra -f bench/sql/discard_queued.sql
-- Writes: queue.dispatch, core.orders.
begin;
truncate queue.dispatch;
update core.orders o set status = 'cancelled', leaves_quantity = 0, updated_at = now()
where o.status = 'queued';
commit;

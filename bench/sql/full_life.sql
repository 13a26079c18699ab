-- After a run: seconds from the first message on the wire to the last confirmed position, orders
-- filled and confirmed, orders that ended otherwise, parked messages.
--   psql -v since='2025-01-01 00:00+00' …
select extract(epoch from max(t.drop_copy_at) - min(o.sent_at)), count(t.trade_id),
    count(*) filter (where o.status <> 'filled'), (select count(*) from fix.parked)
from core.orders o
left join core.trades t on t.order_id = o.order_id
where o.sent_at >= :'since'::timestamptz;

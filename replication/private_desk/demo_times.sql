-- Milliseconds from `requested_at` (seconds since 1970) to: message numbered and committed for sending,
-- executed by the exchange, confirmed by the drop copy into the position.
select round(1000 * (extract(epoch from min(r.sent_at)) - :'requested_at'::numeric), 1),
    round(1000 * (extract(epoch from max(t.executed_at)) - :'requested_at'::numeric), 1),
    round(1000 * (extract(epoch from max(t.drop_copy_at)) - :'requested_at'::numeric), 1)
from core.order_requests r
join core.trades t using (order_id)
where r.kind = 'new' and r.order_id = :'order_id'::bigint;

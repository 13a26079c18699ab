-- Trades of the fill storm's order.
select count(*)
from core.calls c
join core.orders o on o.call_id = c.call_id
join core.trades t on t.order_id = o.order_id
where c.recording_ref = 'storm';

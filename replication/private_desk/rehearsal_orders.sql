-- What became of the orders of the rehearsal, one row a status; t: they may still trade.
select o.status, count(*), s.is_live from core.orders o
join core.order_statuses s on s.status = o.status
group by o.status, s.is_live order by o.status;

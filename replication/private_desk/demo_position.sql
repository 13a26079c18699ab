-- What the backup says of one position: net quantity, and how many trades made it.
select p.net_quantity, count(t.trade_id)
from core.positions p
left join core.trades t using (position_id)
where p.user_id = :'user_id'::bigint and p.instrument_id = :'instrument_id'::bigint
group by p.position_id;

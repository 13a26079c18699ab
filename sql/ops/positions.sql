-- Running figures of every business day; the client is a number here, who it is stays in
-- book.users.
create or replace view ops.positions as
select p.position_id, p.trade_date, p.user_id, i.symbol, i.exchange, i.segment, p.product,
    p.overnight_quantity, p.overnight_price, p.buy_quantity, p.buy_value, p.sell_quantity,
    p.sell_value, p.net_quantity,
    coalesce((
        select sum(o.leaves_quantity) from core.orders as o
        where o.position_id = p.position_id
            and (o.leaves_quantity > 0 or o.cumulative_quantity > o.confirmed_quantity)), 0)::bigint
        as live_leaves,
    coalesce((
        select sum(greatest(0, o.cumulative_quantity - o.confirmed_quantity)) from core.orders as o
        where o.position_id = p.position_id
            and (o.leaves_quantity > 0 or o.cumulative_quantity > o.confirmed_quantity)), 0)::bigint
        as provisional,
    price.last_price, price.as_of as price_as_of, p.updated_at
from core.positions as p
left join book.instruments as i on i.instrument_id = p.instrument_id
left join book.prices as price on price.instrument_id = p.instrument_id;

revoke all on ops.positions from public;
grant select on ops.positions to dba, irra_monitor;

comment on view ops.positions is
    'Positions as the desk counts them, with what our own live exits may still trade';

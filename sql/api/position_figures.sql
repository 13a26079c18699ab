-- What each position has gained, in two views of the same trades. Net: the overnight part counts at
-- what it was carried at. Day: it counts at the previous close, so the day's gain is marked to
-- market. With B and S the whole bought and sold quantity, overnight included, and their values:
-- pnl = (sell value - buy value + net x last price) x multiplier, exact until it is rounded to
-- paise once; realised = min(B, S) x (average sell - average buy) x multiplier, divided once and
-- last; unrealised is the difference, so the parts add up. Null where a price is not known.
-- Nothing is counted that did not trade: a busted trade is not in the position's sums.
create or replace view api.position_figures
with (security_invoker = true) as
select p.position_id, p.trade_date, p.user_id, p.instrument_id, i.symbol, i.exchange, i.segment,
    p.product, i.expiry_date, p.overnight_quantity, p.net_quantity, price.last_price,
    close.previous_close, price.as_of as price_as_of,
    net.realised, net.pnl - net.realised as unrealised, net.pnl,
    day.realised as day_realised, day.pnl - day.realised as day_unrealised, day.pnl as day_pnl
from core.positions as p
left join book.instruments as i on i.instrument_id = p.instrument_id
left join book.prices as price on price.instrument_id = p.instrument_id
-- The last figures of a day before are that day's: their close is today's previous one.
cross join lateral (
    select case when price.price_date < p.trade_date then price.close_price
        else price.previous_close end as previous_close) as close
cross join lateral (
    select (p.buy_quantity + greatest(p.overnight_quantity, 0))::numeric as bought,
        (p.sell_quantity + greatest(-p.overnight_quantity, 0))::numeric as sold) as units
cross join lateral (
    select round(case when least(units.bought, units.sold) = 0 then 0
            else least(units.bought, units.sold) * (v.sold_for * units.bought
                - v.bought_for * units.sold) * i.multiplier / (units.bought * units.sold) end, 2)
            as realised,
        round((v.sold_for - v.bought_for + case when p.net_quantity = 0 then 0
            else p.net_quantity * price.last_price end) * i.multiplier, 2) as pnl
    from (
        select p.buy_value + greatest(p.overnight_quantity, 0) * p.overnight_price as bought_for,
            p.sell_value + greatest(-p.overnight_quantity, 0) * p.overnight_price as sold_for
        ) as v) as net
cross join lateral (
    select round(case when least(units.bought, units.sold) = 0 then 0
            else least(units.bought, units.sold) * (v.sold_for * units.bought
                - v.bought_for * units.sold) * i.multiplier / (units.bought * units.sold) end, 2)
            as realised,
        round((v.sold_for - v.bought_for + case when p.net_quantity = 0 then 0
            else p.net_quantity * price.last_price end) * i.multiplier, 2) as pnl
    from (
        select p.buy_value + case when p.overnight_quantity > 0
                then p.overnight_quantity * close.previous_close else 0 end as bought_for,
            p.sell_value + case when p.overnight_quantity < 0
                then -p.overnight_quantity * close.previous_close else 0 end as sold_for
        ) as v) as day;

revoke all on api.position_figures from public;
grant select on api.position_figures to ops_agent, ops_supervisor, ops_admin, auditor;

comment on view api.position_figures is
    'Realised, unrealised and whole gain of positions that the person may see, net and of the day';

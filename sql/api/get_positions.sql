-- The client's positions of the business day, or one of them. Folds what replication brought
-- first, so the figure is as of now; `price_as_of` is the age of the price. With B and S the whole
-- bought and sold quantity (overnight included) and their values: realised = min(B, S) x (average
-- sell - average buy), and pnl = (sell value - buy value + net x last price) x multiplier;
-- unrealised is the difference. In json and not jsonb: the answer is only passed on, and sorting
-- its members cost a quarter of the whole.
-- Calls: auth.audit_read, auth.require_client, auth.reservations, sync.fold_before_decision
-- Writes: -
create or replace function api.get_positions(
    user_id bigint, position_id bigint default null)
returns json
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
-- Planning this with the policies costs more than running it, and no value changes the best plan.
set plan_cache_mode = force_generic_plan
as $$
begin
    perform auth.require_client(get_positions.user_id);
    perform sync.fold_before_decision();
    perform auth.audit_read('get_positions', get_positions.user_id);
    return (
        -- Each table is read once, for all positions: each time a policy has its say again.
        with held as materialized (
            select p.* from core.positions as p
            where p.user_id = get_positions.user_id
                and (get_positions.position_id is null
                    or p.position_id = get_positions.position_id)
                and p.trade_date = (select max(d.trade_date) from book.trading_days as d)
        ),
        mine as materialized (
            select coalesce(array_agg(h.position_id), '{}') as position_ids from held as h
        ),
        -- The other side of an exit on another exchange: seen together they are what is open.
        linked as materialized (
            select o.position_id, o.leg_position_id as other_id
            from core.orders as o
            where o.position_id = any ((select m.position_ids from mine as m)::bigint[])
                and o.leg_position_id is not null
            union all
            select o.leg_position_id, o.position_id
            from core.orders as o
            where o.leg_position_id = any ((select m.position_ids from mine as m)::bigint[])
        )
        select coalesce(json_agg(json_build_object(
            'position_id', p.position_id,
            'symbol', i.symbol,
            'exchange', i.exchange,
            'segment', i.segment,
            'product', p.product,
            'quantity', p.net_quantity,
            'reserved', r.reserved,
            'provisional', r.provisional,
            'available', r.available,
            'linked_position_id', other.position_id,
            'linked_quantity', r.linked,
            'net_with_linked', p.net_quantity + coalesce(other.net_quantity, 0),
            'average_price', case when p.net_quantity > 0 then round(whole.buy_price, 4)
                when p.net_quantity < 0 then round(whole.sell_price, 4) end,
            'last_price', price.last_price,
            'realised', figure.realised,
            'unrealised', figure.pnl - figure.realised,
            'pnl', figure.pnl,
            'price_as_of', price.as_of,
            'as_of', now())
            order by i.symbol, i.exchange, p.product, p.position_id), '[]')
        from held as p
        join auth.reservations((select m.position_ids from mine as m)) as r
            on r.position_id = p.position_id
        left join book.instruments as i on i.instrument_id = p.instrument_id
        left join book.prices as price on price.instrument_id = p.instrument_id
        left join lateral (
            select q.position_id, q.net_quantity
            from linked as l
            join core.positions as q on q.position_id = l.other_id
            where l.position_id = p.position_id
            limit 1) as other on true
        cross join lateral (
            select p.buy_quantity + greatest(p.overnight_quantity, 0) as bought,
                p.sell_quantity + greatest(-p.overnight_quantity, 0) as sold,
                p.buy_value + greatest(p.overnight_quantity, 0) * p.overnight_price as buy_value,
                p.sell_value + greatest(-p.overnight_quantity, 0) * p.overnight_price
                    as sell_value) as total
        cross join lateral (
            select total.buy_value / nullif(total.bought, 0) as buy_price,
                total.sell_value / nullif(total.sold, 0) as sell_price) as whole
        cross join lateral (
            select
                round(case when least(total.bought, total.sold) = 0 then 0
                    else least(total.bought, total.sold) * (whole.sell_price - whole.buy_price)
                        * i.multiplier end, 2) as realised,
                round((total.sell_value - total.buy_value
                    + case when p.net_quantity = 0 then 0
                        else p.net_quantity * price.last_price end) * i.multiplier, 2) as pnl)
            as figure);
end
$$;

revoke all on function api.get_positions(bigint, bigint) from public;
grant execute on function api.get_positions(bigint, bigint)
    to ops_agent, ops_supervisor, ops_admin, auditor;

comment on function api.get_positions(bigint, bigint) is
    'GET /positions/{userId}: positions of the day, what is available to close, profit and loss';

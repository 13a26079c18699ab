-- Recomputes every position from what was stored: the book's opening positions as far as they are
-- folded, and the set of trades that stand. A row here means that a running figure is wrong.
create or replace view ops.position_breaks as
with changing as (
    -- The primary has changed these since; the next fold takes the change over.
    select (c.old_row ->> 'trade_date')::date as trade_date,
        (c.old_row ->> 'user_id')::bigint as user_id,
        (c.old_row ->> 'instrument_id')::bigint as instrument_id,
        c.old_row ->> 'product' as product
    from sync.book_changes as c
),
opening as (
    select o.trade_date, o.user_id, o.instrument_id, o.product,
        coalesce(h.frozen_quantity, o.quantity) as quantity
    from book.opening_positions as o
    -- Of a frozen day the position stands on what was frozen; ops.held_openings shows the rest.
    left join sync.held_openings as h
        on (h.trade_date, h.user_id, h.instrument_id, h.product)
            = (o.trade_date, o.user_id, o.instrument_id, o.product)
    where o.arrival <= (
        select w.arrival from sync.watermarks as w where w.table_name = 'opening_positions')
        -- What was refused is not folded; ops.refused_rows shows it.
        and not exists (
            select from sync.refused_rows as r
            where r.table_name = 'opening_positions' and r.arrival = o.arrival
                and r.resolved_at is null)
        and h.frozen_quantity is distinct from 0
    union all
    select h.trade_date, h.user_id, h.instrument_id, h.product, h.frozen_quantity
    from sync.held_openings as h
    where h.book_quantity is null
),
traded as (
    select t.position_id,
        coalesce(sum(t.quantity) filter (where t.side = 'buy'), 0) as buy_quantity,
        coalesce(sum(t.quantity * t.price) filter (where t.side = 'buy'), 0) as buy_value,
        coalesce(sum(t.quantity) filter (where t.side = 'sell'), 0) as sell_quantity,
        coalesce(sum(t.quantity * t.price) filter (where t.side = 'sell'), 0) as sell_value
    from core.trades as t
    where t.position_id is not null and t.busted_at is null
    group by t.position_id
),
compared as (
    select p.position_id,
        coalesce(p.trade_date, o.trade_date) as trade_date,
        coalesce(p.user_id, o.user_id) as user_id,
        coalesce(p.instrument_id, o.instrument_id) as instrument_id,
        coalesce(p.product, o.product) as product,
        p.net_quantity as running_quantity,
        coalesce(o.quantity, 0) + coalesce(t.buy_quantity, 0) - coalesce(t.sell_quantity, 0)
            as recomputed_quantity,
        p.buy_value - p.sell_value as running_value,
        coalesce(t.buy_value, 0) - coalesce(t.sell_value, 0) as recomputed_value,
        (p.overnight_quantity, p.buy_quantity, p.buy_value, p.sell_quantity, p.sell_value)
            is distinct from (coalesce(o.quantity, 0), coalesce(t.buy_quantity, 0),
                coalesce(t.buy_value, 0), coalesce(t.sell_quantity, 0), coalesce(t.sell_value, 0))
            as differs
    from core.positions as p
    full join opening as o
        on (o.user_id, o.trade_date, o.instrument_id, o.product)
            = (p.user_id, p.trade_date, p.instrument_id, p.product)
    left join traded as t on t.position_id = p.position_id
)
select c.position_id, c.trade_date, c.user_id, c.instrument_id, c.product, c.running_quantity,
    c.recomputed_quantity, c.running_value, c.recomputed_value
from compared as c
where c.differs
    and not exists (
        select from changing as x
        where (x.trade_date, x.user_id, x.instrument_id, x.product)
            = (c.trade_date, c.user_id, c.instrument_id, c.product));

revoke all on ops.position_breaks from public;
grant select on ops.position_breaks to dba, irra_monitor;

comment on view ops.position_breaks is
    'Positions whose running figure disagrees with opening position plus trades: always empty';

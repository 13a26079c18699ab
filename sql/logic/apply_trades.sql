-- THE trade function: every trade enters the set here, whatever its source ('primary', 'manual',
-- 'drop_copy', 'file'). A trade is what the exchange calls it: (exchange, segment, trade date,
-- number, side). The first arrival moves the position, every later one only adds its time stamp;
-- so duplicates and any order of arrival give the same position. A trade whose client, instrument
-- or product nobody knows yet waits unassigned and moves the position when a later report knows. A
-- trade that the exchange has taken back counts no more, whoever brings it again.
-- Lock order: positions ascending, then orders ascending (those of the trades and what the caller
-- will change besides), then trades.
-- Calls: logic.pull_excess, logic.alert_unassigned_trades, logic.confirm_fills,
-- logic.count_confirmed, logic.raise,
-- logic.raise_alert, logic.settle_notices. Writes: core.positions, core.trades, core.temp_trades,
-- core.orders.
create or replace function logic.apply_trades(
    source text, reports core.trade_report[], also_lock_orders bigint[] default '{}')
returns bigint
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
declare
    moved_trades bigint[];
    moved_positions bigint[];
    recounted_orders bigint[];
    mismatches jsonb;
begin
    if source not in ('primary', 'drop_copy', 'manual', 'file') then
        perform logic.raise('IR901', jsonb_build_object('source', source));
    end if;
    if coalesce(cardinality(reports), 0) = 0 then
        perform from core.orders o
        where o.order_id = any (also_lock_orders) order by o.order_id for no key update;
        return 0;
    end if;

    -- A position that is traded for the first time today exists from here on.
    insert into core.positions (trade_date, user_id, instrument_id, product)
    select distinct r.trade_date, r.user_id, r.instrument_id, r.product
    from unnest(reports) r
    where r.user_id is not null and r.instrument_id is not null and r.product is not null
        and r.order_id is null
    order by r.user_id, r.instrument_id, r.product, r.trade_date
    on conflict (user_id, trade_date, instrument_id, product) do nothing;

    perform from core.positions p
    where p.position_id = any (array(
        select k.position_id
        from unnest(reports) r
        join core.positions k on (k.user_id, k.trade_date, k.instrument_id, k.product)
            = (r.user_id, r.trade_date, r.instrument_id, r.product)
        where r.order_id is null
        union
        select k.position_id
        from unnest(reports) r
        join core.orders o on o.order_id = r.order_id
        cross join lateral (values (o.position_id), (o.leg_position_id)) k (position_id)))
    order by p.position_id
    for no key update;
    perform from core.orders o
    where o.order_id = any (
        also_lock_orders || array(select r.order_id from unnest(reports) r))
    order by o.order_id
    for no key update;

    -- The identity is the arbiter: of two reports of one trade, one inserts and one stamps.
    with named as (
        select distinct on (r.exchange, r.segment, r.trade_date, r.trade_number, r.side)
            r.exchange, r.segment, r.trade_date, r.trade_number, r.side, r.quantity, r.price,
            r.executed_at, r.order_id, r.exchange_order_id, r.account, r.exec_id,
            coalesce(o.user_id, r.user_id) as user_id,
            coalesce(o.instrument_id, r.instrument_id) as instrument_id,
            coalesce(o.product, r.product) as product,
            -- An exit on another exchange trades in the position there, linked to the closed.
            coalesce(o.leg_position_id, o.position_id, p.position_id) as position_id,
            -- Here and not afterwards: a row is written once.
            (select f.received_at from core.temp_trades f
             where (f.exchange, f.segment, f.trade_date, f.trade_number, f.side)
                = (r.exchange, r.segment, r.trade_date, r.trade_number, r.side)) as response_at
        from unnest(reports) with ordinality as r
        left join core.orders o on o.order_id = r.order_id
        left join core.positions p on r.order_id is null
            and (p.user_id, p.trade_date, p.instrument_id, p.product)
                = (r.user_id, r.trade_date, r.instrument_id, r.product)
        order by r.exchange, r.segment, r.trade_date, r.trade_number, r.side, r.ordinality
    ),
    stored as (
        insert into core.trades as t (
            exchange, segment, trade_date, trade_number, side, quantity, price, executed_at,
            user_id, instrument_id, product, position_id, order_id, exchange_order_id, account,
            primary_at, drop_copy_at, manual_at, file_at, exec_id, response_at, applied)
        select n.exchange, n.segment, n.trade_date, n.trade_number, n.side, n.quantity, n.price,
            n.executed_at, n.user_id, n.instrument_id, n.product, n.position_id, n.order_id,
            n.exchange_order_id, n.account,
            case source when 'primary' then now() end,
            case source when 'drop_copy' then now() end,
            case source when 'manual' then now() end,
            case source when 'file' then now() end, n.exec_id, n.response_at,
            n.position_id is not null
        from named n
        on conflict on constraint trades_identity do update set
            primary_at = coalesce(t.primary_at, excluded.primary_at),
            drop_copy_at = coalesce(t.drop_copy_at, excluded.drop_copy_at),
            manual_at = coalesce(t.manual_at, excluded.manual_at),
            file_at = coalesce(t.file_at, excluded.file_at),
            exchange_order_id = coalesce(t.exchange_order_id, excluded.exchange_order_id),
            account = coalesce(t.account, excluded.account),
            exec_id = coalesce(t.exec_id, excluded.exec_id),
            user_id = case when t.position_id is null
                then coalesce(excluded.user_id, t.user_id) else t.user_id end,
            instrument_id = case when t.position_id is null
                then coalesce(excluded.instrument_id, t.instrument_id) else t.instrument_id end,
            product = case when t.position_id is null
                then coalesce(excluded.product, t.product) else t.product end,
            position_id = coalesce(t.position_id, excluded.position_id),
            -- Who told it first may not have known the order.
            order_id = case when t.position_id is null or t.position_id = excluded.position_id
                then coalesce(t.order_id, excluded.order_id) else t.order_id end
        returning t.order_id, t.trade_id, t.position_id, t.applied, (t.xmax = 0) as is_new,
            t.busted_at, t.corrected_at, t.exchange, t.segment, t.trade_date, t.trade_number,
            t.side, t.quantity, t.price
    )
    select array_agg(s.trade_id order by s.trade_id)
            filter (where s.position_id is not null and (s.is_new or not s.applied)
                and s.busted_at is null),
        array_agg(distinct s.position_id) filter (where s.position_id is not null
            and (s.is_new or not s.applied) and s.busted_at is null),
        array_agg(distinct s.order_id) filter (where s.order_id is not null and not s.is_new),
        jsonb_agg(jsonb_build_object('trade_id', s.trade_id, 'trade_number', s.trade_number,
            'quantity', s.quantity, 'price', s.price, 'told_quantity', n.quantity,
            'told_price', n.price) order by s.trade_id)
            -- What the exchange has amended is told as it was before, too.
            filter (where (s.quantity, s.price) is distinct from (n.quantity, n.price)
                and s.busted_at is null and not exists (
                    select from core.trade_changes c
                    where s.corrected_at is not null and c.trade_id = s.trade_id
                        and (c.quantity_before, c.price_before) = (n.quantity, n.price)))
    into moved_trades, moved_positions, recounted_orders, mismatches
    from stored s
    join named n using (exchange, segment, trade_date, trade_number, side);

    update core.trades t set applied = true
    where t.trade_id = any (moved_trades) and not t.applied;

    update core.positions p
    set buy_quantity = p.buy_quantity + m.buy_quantity,
        buy_value = p.buy_value + m.buy_value,
        sell_quantity = p.sell_quantity + m.sell_quantity,
        sell_value = p.sell_value + m.sell_value,
        updated_at = now()
    from (
        select t.position_id,
            coalesce(sum(t.quantity) filter (where t.side = 'buy'), 0) as buy_quantity,
            coalesce(sum(t.quantity * t.price) filter (where t.side = 'buy'), 0) as buy_value,
            coalesce(sum(t.quantity) filter (where t.side = 'sell'), 0) as sell_quantity,
            coalesce(sum(t.quantity * t.price) filter (where t.side = 'sell'), 0) as sell_value
        from core.trades t
        where t.trade_id = any (moved_trades)
        group by t.position_id
    ) m
    where p.position_id = any (moved_positions) and p.position_id = m.position_id;

    perform logic.confirm_fills(moved_trades);
    perform logic.count_confirmed(recounted_orders);
    -- What an exit on another exchange closes, too.
    perform logic.pull_excess(moved_positions || array(
        select o.position_id from core.orders o
        where o.leg_position_id = any (moved_positions)
            and o.order_id in (select r.order_id from unnest(reports) r)));

    -- The same trade told differently by two sources is for a person; the first telling stands.
    if mismatches is not null then
        perform logic.raise_alert(
            'trade_mismatch', 'critical', m.value ->> 'trade_number', m.value)
        from jsonb_array_elements(mismatches) m;
    end if;
    if exists (select from core.trade_notices n
               where n.trade_id is null and n.temp_trade_id is null) then
        perform logic.settle_notices();
    end if;
    if exists (select from unnest(reports) r
               where r.order_id is null
                   and (r.user_id is null or r.instrument_id is null or r.product is null)) then
        perform logic.alert_unassigned_trades(reports);
    end if;

    return coalesce(cardinality(moved_trades), 0);
end
$$;

revoke all on function logic.apply_trades(text, core.trade_report[], bigint[]) from public;
comment on function logic.apply_trades(text, core.trade_report[], bigint[]) is
    'Adds trades to the set and moves positions by those that are new; returns how many moved one';

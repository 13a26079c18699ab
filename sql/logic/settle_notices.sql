-- Makes trades and provisional fills what their busts and corrections say, for all notices whose
-- trade is known by now. A trade follows from the set of its notices, so any order of arrival and
-- any repeat gives the same: a bust ends it, else the correction counts that no later one
-- replaces. Answers the orders whose trades changed.
-- Lock order: positions ascending, orders ascending, trades. Calls: logic.amend_orders,
-- logic.find_noticed_trades, logic.pull_excess, logic.settle_fill, logic.settle_trade. Writes:
-- core.trade_notices.
create or replace function logic.settle_notices()
returns void
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
declare
    v_notices bigint[];
    v_trades bigint[];
    v_fills bigint[];
    v_orders bigint[];
    v_positions bigint[];
begin
    perform logic.find_noticed_trades();
    select array_agg(n.trade_notice_id), array_agg(distinct n.trade_id order by n.trade_id)
            filter (where n.trade_id is not null),
        array_agg(distinct n.temp_trade_id order by n.temp_trade_id)
            filter (where n.temp_trade_id is not null)
    into v_notices, v_trades, v_fills
    from core.trade_notices n
    where n.settled_at is null and num_nonnulls(n.trade_id, n.temp_trade_id) > 0;
    if v_notices is null then
        return;
    end if;

    v_orders := array(
        select t.order_id from core.trades t
        where t.trade_id = any (v_trades) and t.order_id is not null
        union
        select f.order_id from core.temp_trades f where f.temp_trade_id = any (v_fills)
        order by 1);
    -- What an exit on another exchange closes, too.
    v_positions := array(
        select t.position_id from core.trades t
        where t.trade_id = any (v_trades) and t.position_id is not null
        union
        select o.position_id from core.orders o where o.order_id = any (v_orders)
        order by 1);
    perform from core.positions p
    where p.position_id = any (v_positions) order by p.position_id for no key update;
    perform from core.orders o
    where o.order_id = any (v_orders) order by o.order_id for no key update;

    perform logic.settle_trade(t.trade_id) from unnest(v_trades) t (trade_id);
    perform logic.settle_fill(f.temp_trade_id) from unnest(v_fills) f (temp_trade_id);
    update core.trade_notices n set settled_at = now()
    where n.trade_notice_id = any (v_notices) and n.settled_at is null;
    perform logic.amend_orders(v_orders, v_notices);
    perform logic.pull_excess(v_positions);
end
$$;

revoke all on function logic.settle_notices() from public;
comment on function logic.settle_notices() is
    'Applies every bust and correction whose trade has come';

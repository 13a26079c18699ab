-- The drop copy can be quicker than replication: a trade arrives before the order that says whose
-- it is and with which product. As soon as the order is in the book, its waiting trades go
-- through the one trade function again, which moves their positions, and their alerts are done
-- with. What counts as looked at is read before the look: an order or a trade that commits between
-- is looked at again next time.
-- Calls: logic.assignable_trades, logic.apply_trades. Writes: core.alerts, sync.watermarks,
-- sync.waiting_trades.
create or replace function logic.assign_trades(everything boolean)
returns bigint
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
declare
    v_last_arrival bigint;
    v_trade_ids bigint[];
    v_reports core.trade_report[];
    v_max_trades constant integer := 10000;
begin
    select coalesce(max(b.arrival), 0) into v_last_arrival from book.orders b;
    v_trade_ids := array(
        select w.trade_id from sync.waiting_trades w order by w.trade_id limit v_max_trades);
    select array_agg(row(
            a.exchange, a.segment, a.trade_date, a.trade_number, a.side, a.quantity, a.price,
            a.executed_at, a.user_id, a.instrument_id, a.product, null, a.exchange_order_id,
            a.account, null)::core.trade_report)
    into v_reports
    from (
        select k.* from logic.assignable_trades(everything) k limit v_max_trades) a;
    if v_reports is not null then
        perform logic.apply_trades('drop_copy', v_reports);
        update core.alerts a set resolved_at = now()
        from unnest(v_reports) r
        where a.kind = 'trade_unassigned' and a.subject = r.trade_number
            and a.resolved_at is null;
    end if;
    -- More than one batch: what was assigned waits no longer, the next fold takes the rest.
    if coalesce(cardinality(v_reports), 0) < v_max_trades then
        delete from sync.waiting_trades w where w.trade_id = any (v_trade_ids);
        update sync.watermarks w set arrival = v_last_arrival, folded_at = now()
        where w.table_name = 'orders' and w.arrival < v_last_arrival;
    end if;
    return coalesce(cardinality(v_reports), 0);
end
$$;

revoke all on function logic.assign_trades(boolean) from public;
comment on function logic.assign_trades(boolean) is
    'Gives trades that waited for their order to their positions; answers how many';

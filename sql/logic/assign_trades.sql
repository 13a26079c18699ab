-- The drop copy can be quicker than replication: a trade arrives before the order that says whose
-- it is and with which product. As soon as the order is in the book, its waiting trades go
-- through the one trade function again, which moves their positions, and their alerts are done
-- with.
-- Calls: logic.assignable_trades, logic.apply_trades. Writes: core.alerts.
create or replace function logic.assign_trades()
returns bigint
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
declare
    v_reports core.trade_report[];
    v_max_trades constant integer := 10000;
begin
    select array_agg(row(
            w.exchange, w.segment, w.trade_date, w.trade_number, w.side, w.quantity, w.price,
            w.executed_at, w.user_id, w.instrument_id, w.product, null, w.exchange_order_id,
            w.account)::core.trade_report)
    into v_reports
    from (select * from logic.assignable_trades() limit v_max_trades) w;
    if v_reports is null then
        return 0;
    end if;
    perform logic.apply_trades('drop_copy', v_reports);
    update core.alerts a set resolved_at = now()
    from unnest(v_reports) r
    where a.kind = 'trade_unassigned' and a.subject = r.trade_number and a.resolved_at is null;
    return cardinality(v_reports);
end
$$;

revoke all on function logic.assign_trades() from public;
comment on function logic.assign_trades() is
    'Gives trades that waited for their order to their positions; answers how many';

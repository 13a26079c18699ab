-- What cannot be true is set aside before anything is applied. An error that nobody foresaw costs
-- the batch its speed, not the desk its fold: then row by row, and the bad one is set aside.
-- Calls: fix.is_transient, logic.apply_trades, logic.refusable_trades, logic.refuse_rows.
-- Writes: none itself.
create or replace function logic.take_trades(arrivals bigint[])
returns void
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
declare
    v_refused bigint[];
    v_reasons text[];
    v_reports core.trade_report[];
    v_arrivals bigint[];
begin
    select coalesce(array_agg(r.arrival order by r.arrival), '{}'),
        array_agg(r.reason order by r.arrival)
    into v_refused, v_reasons
    from logic.refusable_trades(arrivals) r;
    if v_reasons is not null then
        perform logic.refuse_rows('trades', v_refused, v_reasons);
    end if;
    select array_agg(row(
            t.exchange, t.segment, t.trade_date, t.trade_number, t.side, t.quantity, t.price,
            t.executed_at, t.user_id, t.instrument_id, t.product, null, t.exchange_order_id, null,
            null
        )::core.trade_report order by t.arrival),
        array_agg(t.arrival order by t.arrival)
    into v_reports, v_arrivals
    from book.trades t
    where t.arrival = any (arrivals) and t.arrival <> all (v_refused);
    begin
        perform logic.apply_trades('primary', v_reports);
        return;
    exception when others then
        if fix.is_transient(sqlstate) then
            raise;
        end if;
    end;
    for v_index in 1 .. cardinality(v_reports) loop
        begin
            perform logic.apply_trades('primary', v_reports[v_index:v_index]);
        exception when others then
            if fix.is_transient(sqlstate) then
                raise;
            end if;
            perform logic.refuse_rows('trades', v_arrivals[v_index:v_index],
                array[left(sqlstate || ' ' || sqlerrm, 200)]);
        end;
    end loop;
end
$$;

revoke all on function logic.take_trades(bigint[]) from public;
comment on function logic.take_trades(bigint[]) is
    'Takes replicated trades over into core; those that cannot be are set aside';

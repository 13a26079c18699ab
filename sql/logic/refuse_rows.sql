-- One alert for each table and reason: a product that the desk does not know may come in thousands
-- of rows.
-- Calls: logic.raise_alert. Writes: sync.refused_rows, core.alerts.
create or replace function logic.refuse_rows(
    table_name text, arrivals bigint[], reasons text[])
returns void
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
declare
    v_reason record;
begin
    insert into sync.refused_rows as r (
        table_name, arrival, user_id, instrument_id, row, reason)
    select refuse_rows.table_name, b.arrival, b.user_id, b.instrument_id, b.row, k.reason
    from unnest(arrivals, reasons) k (arrival, reason)
    join (
        select t.arrival, t.user_id, t.instrument_id, to_jsonb(t) as row
        from book.trades t
        where refuse_rows.table_name = 'trades' and t.arrival = any (arrivals)
        union all
        select o.arrival, o.user_id, o.instrument_id, to_jsonb(o)
        from book.opening_positions o
        where refuse_rows.table_name = 'opening_positions' and o.arrival = any (arrivals)
    ) b on b.arrival = k.arrival
    on conflict on constraint refused_rows_key do update
    set user_id = excluded.user_id, instrument_id = excluded.instrument_id, row = excluded.row,
        reason = excluded.reason, at = now(), resolved_at = null;
    for v_reason in
        select k.reason, count(*) as row_count, max(k.arrival) as last_arrival
        from unnest(arrivals, reasons) k (arrival, reason)
        group by k.reason
        order by k.reason
    loop
        perform logic.raise_alert('primary_row_refused', 'critical',
            refuse_rows.table_name || ': ' || v_reason.reason, jsonb_build_object(
                'rows', v_reason.row_count, 'last_arrival', v_reason.last_arrival));
    end loop;
end
$$;

revoke all on function logic.refuse_rows(text, bigint[], text[]) from public;
comment on function logic.refuse_rows(text, bigint[], text[]) is
    'Sets replicated rows aside with a critical alert; ops.refused_rows shows them';

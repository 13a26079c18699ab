-- Adds to the ledger what is new or has changed since it was collected last, and tells how many.
-- A record that is as the ledger has it is not added again: collecting twice changes nothing.
-- Calls: logic.desk_order_rows, logic.desk_people_rows, logic.desk_trade_rows,
-- logic.setting_minutes. Writes: desk.records.
create or replace function logic.collect_records(failback_id bigint)
returns bigint
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
declare
    v_activated timestamptz;
    v_before timestamptz;
    v_day date;
    v_added bigint;
begin
    select f.activated_at into v_activated
    from sync.failbacks f where f.failback_id = collect_records.failback_id;
    v_before := v_activated - logic.setting_minutes('failback_overlap_minutes');
    -- The day that was traded when the outage began; on a holiday's eve the book's last.
    v_day := least((v_activated at time zone 'Asia/Kolkata')::date,
        (select max(d.trade_date) from book.trading_days d));
    with latest as (
        select distinct on (d.kind, d.record_key) d.kind, d.record_key, d.record
        from desk.records d
        where d.failback_id = collect_records.failback_id
        order by d.kind, d.record_key, d.record_id desc
    )
    insert into desk.records (failback_id, kind, record_key, record)
    select collect_records.failback_id, r.kind, r.record_key, r.record
    from (
        select * from logic.desk_order_rows(v_day, v_before)
        union all
        select * from logic.desk_trade_rows(v_day, v_before)
        union all
        select * from logic.desk_people_rows(v_activated)) r
    left join latest l on (l.kind, l.record_key) = (r.kind, r.record_key)
    where l.record is distinct from r.record;
    get diagnostics v_added = row_count;
    return v_added;
end
$$;

revoke all on function logic.collect_records(bigint) from public;
comment on function logic.collect_records(bigint) is
    'Adds to desk.records what is new or changed since the last time; returns how many';

-- Calls: logic.raise_alert. Writes: sync.comparisons, core.alerts.
create or replace function sync.record_comparison(
    table_name text, rows_here bigint, rows_there bigint, different bigint, unsettled bigint,
    keys jsonb, looks integer, started_at timestamptz)
returns text
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
    kept constant integer := 100;
    v_outcome text := case when different > 0 then 'different' when unsettled > 0 then 'unsettled'
        else 'same' end;
begin
    insert into sync.comparisons (table_name, outcome, rows_here, rows_there, different,
        unsettled, keys, looks, started_at)
    values (record_comparison.table_name, v_outcome, record_comparison.rows_here,
        record_comparison.rows_there, record_comparison.different,
        record_comparison.unsettled, record_comparison.keys, record_comparison.looks,
        record_comparison.started_at);
    delete from sync.comparisons c
    where c.table_name = record_comparison.table_name and c.comparison_id <= (
        select k.comparison_id from sync.comparisons k
        where k.table_name = record_comparison.table_name
        order by k.comparison_id desc offset kept limit 1);
    if v_outcome = 'different' then
        perform logic.raise_alert('books_differ', 'critical', record_comparison.table_name,
            jsonb_build_object('rows', record_comparison.different,
                'keys', record_comparison.keys,
                'advice', 'replication/README.md#is-it-the-same'));
    elsif v_outcome = 'same' then
        update core.alerts a set resolved_at = now()
        where (a.kind, a.subject) = ('books_differ', record_comparison.table_name)
            and a.resolved_at is null;
    end if;
    return v_outcome;
end
$$;

revoke all on function sync.record_comparison(
    text, bigint, bigint, bigint, bigint, jsonb, integer, timestamptz) from public;
grant execute on function sync.record_comparison(
    text, bigint, bigint, bigint, bigint, jsonb, integer, timestamptz) to irra_sync;
comment on function sync.record_comparison(
    text, bigint, bigint, bigint, bigint, jsonb, integer, timestamptz) is
    'Keeps what irra sync verify found of a table: same, different (an alert) or unsettled';

-- The close look at one seal: what was sealed against what is there. Rows that were retired with
-- an export (audit.retirements) may be gone; those that are there must be as sealed.
-- Calls: -
-- Writes: -
create or replace function audit.broken_rows(seal_number bigint, clock_tolerance interval)
returns table (log_id bigint, finding text, detail text)
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    v_seal audit.seals;
    v_retired_log_id bigint := coalesce((
        select max(t.through_log_id) from audit.retirements as t), 0);
begin
    -- Whole in memory, so that cutting it is cheap.
    select s.* into v_seal from audit.seals as s where s.seal_number = broken_rows.seal_number;
    return query
    with sealed as (
        select m.log_id, substring(v_seal.row_digests
            from (m.place * 32 - 31)::integer for 32) as digest
        from (
            select i as log_id, row_number() over (order by i) as place
            from unnest(v_seal.log_ids) as r
            cross join generate_series(lower(r), upper(r) - 1) as i) as m
    ),
    found as (
        select r.log_id, r.at, r.digest from ops.audit_rows as r
        where r.log_id between v_seal.first_log_id and v_seal.last_log_id
    )
    select coalesce(s.log_id, n.log_id), f.finding, f.detail
    from sealed as s
    full join found as n on n.log_id = s.log_id
    cross join lateral (values
        (n.log_id is null and s.log_id > v_retired_log_id, 'row removed', 'it was sealed'),
        (s.log_id is null, 'row inserted', 'there was none when the range was sealed'),
        (n.digest <> s.digest, 'row changed', 'it is not as it was sealed'),
        (n.at < v_seal.ids_from - clock_tolerance or n.at > v_seal.ids_until + clock_tolerance,
            'time wrong', 'it says ' || to_char(n.at at time zone 'UTC',
                'YYYY-MM-DD HH24:MI:SS.US') || ' UTC, its number was given between '
                || to_char(v_seal.ids_from at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS.US')
                || ' and ' || to_char(v_seal.ids_until at time zone 'UTC',
                    'YYYY-MM-DD HH24:MI:SS.US')))
        as f (is_so, finding, detail)
    where f.is_so
    order by 1;
end
$$;

revoke all on function audit.broken_rows(bigint, interval) from public;

comment on function audit.broken_rows(bigint, interval) is
    'Rows of seal `seal_number` that were removed, inserted, changed or given another time';

-- The quick look: a seal whose rows, as they are now, give the same numbers and digests, with times
-- between those of the seal, is as it was.
-- Calls: -
-- Writes: -
create or replace function audit.doubtful_seals(
    first_seal bigint, last_seal bigint, clock_tolerance interval)
returns setof bigint
language sql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
    select s.seal_number
    from audit.seals as s
    cross join lateral (
        select coalesce(range_agg(int8range(r.log_id, r.log_id, '[]')), '{}') as log_ids,
            coalesce(string_agg(r.digest, '' order by r.log_id), '') as digests,
            min(r.at) as earliest, max(r.at) as latest
        from ops.audit_rows as r
        where r.log_id between s.first_log_id and s.last_log_id) as now
    where s.seal_number between doubtful_seals.first_seal and doubtful_seals.last_seal
        and (s.log_ids <> now.log_ids or s.row_digests <> now.digests
            or now.earliest < s.ids_from - clock_tolerance
            or now.latest > s.ids_until + clock_tolerance)
    order by s.seal_number;
$$;

revoke all on function audit.doubtful_seals(bigint, bigint, interval) from public;

comment on function audit.doubtful_seals(bigint, bigint, interval) is
    'Seals whose rows are not as sealed: audit.broken_rows tells which';

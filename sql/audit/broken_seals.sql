-- The seals by themselves, without the rows: each has the number, the hash and the begin that
-- follow from the one before, and its own hash.
-- Calls: audit.seal_hash
-- Writes: -
create or replace function audit.broken_seals(first_seal bigint, last_seal bigint)
returns table (seal_number bigint, log_id bigint, finding text, detail text)
language sql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
    with checked as (
        select s.seal_number, s.first_log_id, s.hash <> audit.seal_hash(s) as is_changed,
            s.previous_hash, lag(s.hash) over before as hash_before,
            lag(s.seal_number, 1, 0::bigint) over before as number_before,
            lag(s.last_log_id, 1, 0::bigint) over before as log_id_before
        from audit.seals as s
        where s.seal_number between broken_seals.first_seal - 1 and broken_seals.last_seal
        window before as (order by s.seal_number)
    )
    select c.seal_number, null::bigint, f.finding, f.detail
    from checked as c
    cross join lateral (values
        (c.is_changed, 'seal changed', 'its columns do not give its hash'),
        (c.seal_number <> c.number_before + 1, 'seals removed',
            'before it comes seal ' || c.number_before),
        (c.seal_number = c.number_before + 1 and c.previous_hash
            <> coalesce(c.hash_before, decode(repeat('00', 32), 'hex')),
            'chain broken', 'it follows another hash than that of the seal before'),
        (c.seal_number = c.number_before + 1 and c.first_log_id <> c.log_id_before + 1,
            'range broken', 'it begins at log id ' || c.first_log_id
                || ', the seal before ends at ' || c.log_id_before))
        as f (is_so, finding, detail)
    where f.is_so and c.seal_number >= broken_seals.first_seal
    order by c.seal_number;
$$;

revoke all on function audit.broken_seals(bigint, bigint) from public;

comment on function audit.broken_seals(bigint, bigint) is
    'What is wrong with seals `first_seal` to `last_seal` as a chain; no rows = nothing';

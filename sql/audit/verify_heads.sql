-- The file outside against the seals, piece by piece: `lines_before` is the end of the piece
-- before, empty for the first. Who seals everything anew cannot change what was written outside.
-- A line that is not whole is told and passed over: the next one proves that none is missing.
-- Calls: audit.head_parts, auth.require
-- Writes: -
create or replace function audit.verify_heads(lines text[], lines_before text[] default '{}')
returns table (line_number bigint, seal_number bigint, finding text, detail text)
language plpgsql
stable
security definer
set search_path = pg_catalog, pg_temp
as $$
begin
    if current_setting('role') in ('ops_admin', 'auditor') then
        perform auth.require('ops_admin', 'auditor');
    end if;
    return query
    with given as (
        select g.n - cardinality(lines_before) as n, p.*
        from unnest(lines_before || lines) with ordinality as g (line, n)
        cross join lateral audit.head_parts(g.line) as p
    ),
    whole as (
        select g.*, lag(g.at) over before as at_before,
            lag(g.seal_number, 1, 0::bigint) over before as seal_before,
            lag(g.line_hash, 1, '') over before as hash_before
        from given as g where g.line_hash is not null
        window before as (order by g.n)
    )
    select g.n, null::bigint, 'line not whole', 'power lost while it was written, or edited'
    from given as g where g.line_hash is null and g.n > 0
    union all
    select w.n, w.seal_number, f.finding, f.detail
    from whole as w
    left join audit.seals as s on s.seal_number = w.seal_number
    left join lateral (
        select max(x.seal_number) as seal_number from audit.seals as x) as last on true
    cross join lateral (values
        (w.line_hash <> encode(sha256(convert_to(w.hash_before || ' ' || w.body, 'UTF8')), 'hex'),
            'line changed or lines removed', 'it does not follow the line before'),
        (w.at < w.at_before or w.seal_number < w.seal_before,
            'line out of order', 'its time or seal is before that of the line before'),
        (s.seal_number is null, 'seal missing',
            'the last seal in the database is ' || coalesce(last.seal_number, 0)),
        (encode(s.hash, 'hex') <> w.head or s.last_log_id <> w.last_log_id, 'sealed anew',
            'the database has another seal with this number than at ' || w.at))
        as f (is_so, finding, detail)
    where f.is_so and w.n > 0
    order by 1;
end
$$;

revoke all on function audit.verify_heads(text[], text[]) from public;
grant execute on function audit.verify_heads(text[], text[])
    to dba, irra_monitor, ops_admin, auditor;

comment on function audit.verify_heads(text[], text[]) is
    'What in these lines of the file of heads is not whole, or not what the database''s seals say';

-- What the monitor writes outside the database once a minute. The lines before it, the newest last,
-- are the end of the file; one that is not whole (power was lost while it was written) is passed
-- over.
-- Calls: audit.head_parts
-- Writes: -
create or replace function audit.head_line(lines_before text[] default '{}')
returns text
language sql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
    select h.body || ' line=' || encode(sha256(convert_to(coalesce((
            select p.line_hash from unnest(head_line.lines_before) with ordinality as b (line, n)
            cross join lateral audit.head_parts(b.line) as p
            where p.line_hash is not null
            order by b.n desc limit 1), '') || ' ' || h.body, 'UTF8')), 'hex')
    from (
        select to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
            || ' seal=' || s.seal_number || ' log_id=' || s.last_log_id
            || ' head=' || encode(s.hash, 'hex') as body
        from audit.seals as s
        order by s.seal_number desc limit 1) as h;
$$;

revoke all on function audit.head_line(text[]) from public;
grant execute on function audit.head_line(text[]) to irra_monitor;

comment on function audit.head_line(text[]) is
    'The next line for the file of heads: time, last seal and its hash; null before the first seal';

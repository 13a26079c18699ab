-- A line of the file outside: time, seal, last log id and hash of the seal, then a hash over the
-- line and the one before it, so that a line that is changed or taken out shows in the next.
-- Calls: -
-- Writes: -
create or replace function audit.head_parts(
    line text, out at text, out seal_number bigint, out last_log_id bigint, out head text,
    out line_hash text, out body text)
returns record
language sql
immutable
security invoker
set search_path = pg_catalog, pg_temp
as $$
    select p[2], p[3]::bigint, p[4]::bigint, p[5], p[6], p[1]
    from (values (true)) as always_one_row
    left join regexp_match(head_parts.line,
        '^((\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z) seal=(\d{1,18}) log_id=(\d{1,18}) '
        'head=([0-9a-f]{64})) line=([0-9a-f]{64})$') as m (p) on true;
$$;

revoke all on function audit.head_parts(text) from public;

comment on function audit.head_parts(text) is
    'A line of the file of heads, taken apart; nulls when it is not whole';

-- Calls: none. Writes: sync.file_lines, sync.exchange_files.
create or replace function sync.add_file_lines(file_id bigint, first_line bigint, lines text[])
returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
    insert into sync.file_lines (file_id, line, raw)
    select f.file_id, add_file_lines.first_line + u.n - 1, u.raw
    from sync.exchange_files f
    cross join unnest(add_file_lines.lines) with ordinality u (raw, n)
    where f.file_id = add_file_lines.file_id and f.state = 'loading';
    update sync.exchange_files f
    set line_count = f.line_count + cardinality(add_file_lines.lines)
    where f.file_id = add_file_lines.file_id and f.state = 'loading';
end
$$;

revoke all on function sync.add_file_lines(bigint, bigint, text[]) from public;
grant execute on function sync.add_file_lines(bigint, bigint, text[]) to irra_sync;
comment on function sync.add_file_lines(bigint, bigint, text[]) is
    'Some lines of a file, in order; nothing counts before it is taken';

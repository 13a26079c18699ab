-- A line's fields by the names in the header; null where their number is another. These files know
-- no quotes: a name with one is a field like another, and not found.
-- Calls: none. Writes: none.
create or replace function logic.file_rows(file_id bigint)
returns table (line bigint, field_count integer, fields jsonb)
language sql stable security invoker set search_path = pg_catalog, pg_temp
as $$
    select l.line, cardinality(v.given), case
        when cardinality(v.given) = cardinality(f.columns)
        then jsonb_object(f.columns, v.given) end
    from sync.exchange_files f
    join sync.file_lines l on l.file_id = f.file_id
    cross join lateral (
        select array_agg(btrim(x, E' \t\r') order by n)
        from unnest(string_to_array(l.raw, ',')) with ordinality u (x, n)) v (given)
    where f.file_id = file_rows.file_id
$$;

revoke all on function logic.file_rows(bigint) from public;
comment on function logic.file_rows(bigint) is 'Lines of a file that is being read, by column';

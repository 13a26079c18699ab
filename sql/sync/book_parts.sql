-- The desk's half of a comparison: counts and hashes of a table's rows, in parts by the hash of
-- their key.
-- `mask` says how fine the parts are: 255 makes 256 of them, -1 one of each row. Only what lies in
-- `parts` of the coarser `within` is looked at, or all. Keys and hashes, never the rows: these are
-- clients' data.
-- Calls: logic.book_statements. Writes: none.
create or replace function sync.book_parts(
    table_name text, mask bigint, within bigint default 0, parts bigint[] default null)
returns table (part bigint, row_count bigint, content_hash text, key text)
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp set timezone = 'UTC' set datestyle = 'ISO, MDY'
as $$
#variable_conflict use_column
declare
    v_statement text;
begin
    select s.parts into strict v_statement from logic.book_statements() s
    where s.table_name = book_parts.table_name;
    return query execute v_statement
        using book_parts.mask, book_parts.within, book_parts.parts;
end
$$;

revoke all on function sync.book_parts(text, bigint, bigint, bigint[]) from public;
grant execute on function sync.book_parts(text, bigint, bigint, bigint[]) to irra_sync;
comment on function sync.book_parts(text, bigint, bigint, bigint[]) is
    'Rows and hashes of the parts of a table of the book, as fine as asked';

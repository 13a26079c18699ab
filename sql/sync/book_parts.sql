-- The desk's half of a comparison: counts and hashes of 256 parts of a table, or of some of them.
-- Calls: logic.book_statements. Writes: none.
create or replace function sync.book_parts(table_name text, parts bigint[] default null)
returns table (part bigint, row_count bigint, content_hash text)
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp set timezone = 'UTC' set datestyle = 'ISO, MDY'
as $$
#variable_conflict use_column
declare
    v_statement text;
begin
    select s.parts into strict v_statement from logic.book_statements() s
    where s.table_name = book_parts.table_name;
    return query execute v_statement using book_parts.parts;
end
$$;

revoke all on function sync.book_parts(text, bigint[]) from public;
grant execute on function sync.book_parts(text, bigint[]) to irra_sync;
comment on function sync.book_parts(text, bigint[]) is
    'Rows and hashes of the parts of a table of the book';

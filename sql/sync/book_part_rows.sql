-- Keys and hashes, never the rows: these are clients' data.
-- Calls: logic.book_statements. Writes: none.
create or replace function sync.book_part_rows(table_name text, parts bigint[])
returns table (part bigint, key text, hash bigint)
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp set timezone = 'UTC' set datestyle = 'ISO, MDY'
as $$
#variable_conflict use_column
declare
    v_statement text;
begin
    select s.part_rows into strict v_statement from logic.book_statements() s
    where s.table_name = book_part_rows.table_name;
    return query execute v_statement using book_part_rows.parts;
end
$$;

revoke all on function sync.book_part_rows(text, bigint[]) from public;
grant execute on function sync.book_part_rows(text, bigint[]) to irra_sync;
comment on function sync.book_part_rows(text, bigint[]) is
    'Keys of some parts of a table of the book, each with its row''s hash';

-- What is asked of a table of the book, the same words on both sides: the primary's columns may
-- have other types, so each is cast to the desk's. Rows are hashed one by one and the hashes
-- summed, so their order does not matter; `where true` is where the publication's row filter of the
-- table stands when the primary is asked; the session's time zone and date style do: UTC and ISO.
-- `parts` takes a mask of the key's hash, which says how fine the parts are (-1: each row by
-- itself), and asks only for what lies in parts of a coarser mask, when some are given.
-- Calls: none. Writes: none.
create or replace function logic.book_statements()
returns table (
    table_name text, create_table text, add_key text, copy_out text, copy_in text, digest text,
    parts text)
language sql stable security invoker set search_path = pg_catalog, pg_temp
as $$
    select c.table_name,
        format('create table book.%I (%s)', c.table_name, c.definitions),
        format('alter table book.%I add primary key (%s)', c.table_name, c.keys),
        format('copy (select %s from book.%I where true) to stdout (format binary)',
            c.casts, c.table_name),
        format('copy book.%I (%s) from stdin (format binary)', c.table_name, c.names),
        format('select count(*)::text as row_count, '
            'coalesce(sum(hashtextextended(row(%s)::text, 0)::numeric), 0)::text as content_hash '
            'from book.%I where true', c.casts, c.table_name),
        format('select place & $1::bigint as part, count(*) as row_count, '
            'sum(hash)::text as content_hash, min(key) as key from ('
            'select key, hashtextextended(key, 0) as place, hash from ('
            'select row(%1$s)::text collate "C" as key, '
            'hashtextextended(row(%2$s)::text, 0)::numeric as hash '
            'from book.%3$I where true offset 0) k offset 0) r '
            'where $3::bigint[] is null or place & $2::bigint = any ($3::bigint[]) '
            'group by 1 order by 1', c.key_casts, c.casts, c.table_name)
    from (
        select b.table_name,
            string_agg(format('%I', b.column_name), ', ' order by b.place) as names,
            string_agg(format('%I %s', b.column_name, b.type), ', ' order by b.place)
                as definitions,
            string_agg(format('%I::%s', b.column_name, b.type), ', ' order by b.place) as casts,
            string_agg(format('%I', b.column_name), ', ' order by b.place) filter (where b.is_key)
                as keys,
            string_agg(format('%I::%s', b.column_name, b.type), ', ' order by b.place)
                filter (where b.is_key) as key_casts
        from ops.book_columns b
        group by b.table_name) c
    order by c.table_name
$$;

revoke all on function logic.book_statements() from public;
comment on function logic.book_statements() is
    'Statements that copy, hash and compare each table of the book, on either side';

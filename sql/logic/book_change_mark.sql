-- Calls: none. Writes: none.
create or replace function logic.book_change_mark()
returns text
language sql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
    select format('%s/%s', (select coalesce(max(o.arrival), 0) from book.opening_positions o),
        (select s.last_value from sync.book_changes_book_change_id_seq s))
$$;

revoke all on function logic.book_change_mark() from public;
comment on function logic.book_change_mark() is
    'Another text as soon as an opening position has come, changed or gone';

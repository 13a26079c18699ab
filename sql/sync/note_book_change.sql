-- Fires in the apply worker, and only for updates and deletes: the initial copy and the stream of
-- inserts pay nothing.
-- Calls: none. Writes: sync.book_changes.
create or replace function sync.note_book_change()
returns trigger
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
    insert into sync.book_changes (table_name, old_row, new_row)
    values (tg_table_name, to_jsonb(old), case when tg_op = 'UPDATE' then to_jsonb(new) end);
    return null;
end
$$;

revoke all on function sync.note_book_change() from public;
comment on function sync.note_book_change() is
    'Remembers that the primary changed or deleted a row that may have been folded';

drop trigger if exists note_book_change on book.trades;
create trigger note_book_change after update or delete on book.trades
    for each row execute function sync.note_book_change();
alter table book.trades enable always trigger note_book_change;

drop trigger if exists note_book_change on book.opening_positions;
create trigger note_book_change after update or delete on book.opening_positions
    for each row execute function sync.note_book_change();
alter table book.opening_positions enable always trigger note_book_change;

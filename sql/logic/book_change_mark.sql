-- Who changed an opening position was given a number, committed or not; a day counts when it is
-- committed.
-- Calls: none. Writes: none.
create or replace function logic.book_change_mark()
returns text
language sql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
    select format('%s/%s/%s', (select coalesce(max(o.arrival), 0) from book.opening_positions o),
        (select s.last_value from sync.book_changes_book_change_id_seq s),
        (select max(d.trade_date) from book.trading_days d))
$$;

revoke all on function logic.book_change_mark() from public;
comment on function logic.book_change_mark() is
    'Another text as soon as an opening position or a day has come, changed or gone';

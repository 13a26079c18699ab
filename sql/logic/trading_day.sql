-- The business date the primary has opened last; null before the book has any.
-- Calls: none. Writes: none.
create or replace function logic.trading_day()
returns date
language plpgsql stable security invoker set search_path = pg_catalog, pg_temp
as $$
begin
    return (select max(d.trade_date) from book.trading_days d);
end
$$;

revoke all on function logic.trading_day() from public;
comment on function logic.trading_day() is 'The business date that positions are shown for';

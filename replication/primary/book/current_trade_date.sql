-- The day the book is open for: the latest that was opened and not closed; null when none is.
create or replace function book.current_trade_date() returns date
    language sql stable security definer set search_path = ''
as $$
    select max(trade_date) from book.trading_days where closed_at is null;
$$;
alter function book.current_trade_date() owner to broker_owner;
revoke all on function book.current_trade_date() from public;
grant execute on function book.current_trade_date() to broker_site;
comment on function book.current_trade_date() is 'The trading day that is open';

-- The day the reference book is open for; empty before it has one.
select to_char(max(trade_date), 'YYYYMMDD') from book.trading_days;

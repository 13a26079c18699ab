-- The main site keeps a trade of one of its orders.
set local role broker_site;
select book.record_trade(:'order_id'::bigint, :'trade_number', :'quantity'::bigint, :'price'::numeric);

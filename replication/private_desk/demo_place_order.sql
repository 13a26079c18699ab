-- The main site keeps an order that the exchange has accepted; answers its id.
set local role broker_site;
select book.place_order(:'user_id'::bigint, :'instrument_id'::bigint, :'product', :'side',
    :'quantity'::bigint, :'limit_price'::numeric, :'exchange_order_id', :'cl_ord_id');

-- Whether an order and a trade of the main site are in the replica.
select exists (select from book.orders where cl_ord_id = :'cl_ord_id'),
    exists (select from book.trades where trade_number = :'trade_number'
        and exchange_order_id = :'exchange_order_id');

-- Run on the primary, outside a transaction: a client's order and its trade, as the main site records them, one commit
-- each, as many as asked, while nobody takes them. Says the last trade's number in the book.
--   psql -v trades=60000 -d broker -f bench/sql/waiting_trades.sql
-- Writes: book.orders, book.trades.
set synchronous_commit = off;
select set_config('bench.trades', :'trades', false) \g /dev/null
do $$
declare
    v_sites bigint := (select count(*) from bench.sites);
begin
    for v_n in 1 .. current_setting('bench.trades')::bigint loop
        perform book.record_trade(
            book.place_order(s.user_id, s.instrument_id, s.product, 'buy', s.lot_size, s.price,
                'AX' || v_n, 'AC' || v_n), 'APL' || v_n, s.lot_size, s.price)
        from bench.sites s
        where s.n = 1 + v_n % v_sites;
        commit;
    end loop;
end
$$;
select max(trade_id) from book.trades;

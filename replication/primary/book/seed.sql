-- Fills the book with invented clients on imported instruments; the day is the prices' latest.
-- The same seed on the same prices gives the same book, and running it again adds nothing.
-- Calls: book.seed_bse_shares, book.seed_clients, book.seed_positions, book.seed_large_positions,
-- book.seed_orders, book.seed_intraday. Writes: book.trading_days
create or replace function book.seed(seed integer, clients integer) returns jsonb
    language plpgsql volatile security definer set search_path = ''
as $$
declare
    zone constant text := 'Asia/Kolkata';
    day date;
    added_listings bigint;
    added_clients bigint;
    added_positions bigint;
    added_large bigint;
    added_orders bigint;
    added_intraday bigint;
begin
    select max(p.price_date) into day from book.prices p;
    if day is null then
        raise exception 'no prices: import a bhavcopy first'
            using errcode = 'object_not_in_prerequisite_state';
    end if;
    insert into book.trading_days (trade_date, opened_at)
    values (day, (day + time '09:15') at time zone zone)
    on conflict do nothing;
    added_listings := book.seed_bse_shares(seed, day);
    added_clients := book.seed_clients(seed, clients, day);
    added_positions := book.seed_positions(seed, day);
    added_large := book.seed_large_positions(seed, day);
    added_orders := book.seed_orders(seed, day);
    added_intraday := book.seed_intraday(seed, day);
    return jsonb_build_object('trade_date', day, 'clients', added_clients,
        'opening_positions', added_positions, 'positions_above_freeze', added_large,
        'pending_orders', added_orders, 'intraday_trades', added_intraday,
        'bse_shares', added_listings);
end
$$;
alter function book.seed(integer, integer) owner to broker_owner;
revoke all on function book.seed(integer, integer) from public;
comment on function book.seed(integer, integer) is 'Invented clients, positions, orders';

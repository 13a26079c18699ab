-- The same shares on the other exchange, where the book has them on NSE. The prices of BSE are
-- invented, up to a thousandth beside NSE's. NSE's older cash file has no ISIN: supplied here, too.
-- Calls: book.bse_shares, book.fraction. Writes: book.instruments, book.prices
create or replace function book.seed_bse_shares(seed integer, day date) returns bigint
    language plpgsql volatile set search_path = ''
as $$
declare
    widest constant double precision := 0.001;
    added bigint;
begin
    update book.instruments i
    set isin = l.isin, updated_at = now()
    from book.bse_shares() l
    where i.exchange = 'NSE' and i.segment = 'CM' and i.symbol = l.symbol and i.isin is null;

    insert into book.instruments (
        exchange, segment, token, symbol, underlying, instrument_type, series, isin, lot_size,
        tick_size, multiplier)
    select 'BSE', 'CM', l.code, l.symbol, l.symbol, i.instrument_type, l.share_group, l.isin,
        i.lot_size, i.tick_size, i.multiplier
    from book.instruments i
    join book.bse_shares() l using (symbol, isin)
    where i.exchange = 'NSE' and i.segment = 'CM'
    order by i.instrument_id
    on conflict on constraint instruments_symbol_key do nothing;
    get diagnostics added = row_count;

    insert into book.prices as p (instrument_id, price_date, close_price, last_price, as_of)
    select b.instrument_id, q.price_date,
        b.tick_size * round(q.close_price * f.factor / b.tick_size),
        b.tick_size * round(q.last_price * f.factor / b.tick_size), q.as_of
    from book.instruments b
    join book.bse_shares() l using (symbol, isin)
    join book.instruments n on n.exchange = 'NSE' and n.segment = 'CM'
        and n.symbol = l.symbol and n.isin = l.isin
    join book.prices q on q.instrument_id = n.instrument_id and q.price_date = day
    cross join lateral (
        select (1 - widest + 2 * widest * book.fraction(seed, 'bse' || b.symbol))::numeric
    ) f (factor)
    where b.exchange = 'BSE' and b.segment = 'CM'
    order by b.instrument_id
    on conflict (instrument_id) do update
    set price_date = excluded.price_date, close_price = excluded.close_price,
        last_price = excluded.last_price, as_of = excluded.as_of, loaded_at = now()
    where excluded.price_date > p.price_date;
    return added;
end
$$;
alter function book.seed_bse_shares(integer, date) owner to broker_owner;
revoke all on function book.seed_bse_shares(integer, date) from public;
comment on function book.seed_bse_shares(integer, date) is 'Shares of the book on BSE, too';

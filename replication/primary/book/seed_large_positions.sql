-- For about one client in twenty a position in the most traded index contracts that no single order
-- can close: one and a half to four times what the exchange takes in one. Nothing where the book
-- has no freeze quantities. Calls: book.fraction. Writes: book.opening_positions
create or replace function book.seed_large_positions(seed integer, day date) returns bigint
    language plpgsql volatile set search_path = ''
as $$
declare
    share constant double precision := 0.05;
    -- Of each underlying and kind: futures, calls, puts.
    contracts constant integer := 2;
    added bigint;
begin
    insert into book.opening_positions (
        trade_date, user_id, instrument_id, product, quantity, average_price, source)
    with ranked as (
        select i.instrument_id, i.lot_size, i.tick_size, i.freeze_quantity,
            coalesce(nullif(p.previous_close, 0), p.close_price) as price,
            row_number() over (
                partition by i.underlying, i.instrument_type, i.option_type
                order by p.volume desc, i.symbol) as rank
        from book.instruments i
        join book.prices p using (instrument_id)
        where i.instrument_type in ('IDF', 'IDO') and i.freeze_quantity >= i.lot_size
            and p.price_date = day and p.volume > 0 and i.expiry_date > day),
    pool as materialized (
        select r.*, row_number() over (order by r.instrument_id) as n, count(*) over () as size
        from ranked r
        where r.rank <= contracts)
    select day, u.user_id, p.instrument_id, 'NRML',
        p.lot_size * ceil(p.freeze_quantity
            * (1.5 + 2.5 * book.fraction(seed, 'large lots' || u.broker_id)) / p.lot_size)::bigint
            * case when book.fraction(seed, 'large side' || u.broker_id) < 0.5 then -1 else 1 end,
        greatest(p.tick_size, p.tick_size * round(p.price / p.tick_size)), 'seed'
    from book.users u
    join pool p
        on p.n = 1 + floor(p.size * book.fraction(seed, 'large contract' || u.broker_id))::bigint
    where book.fraction(seed, 'large' || u.broker_id) < share
    order by u.user_id
    on conflict do nothing;
    get diagnostics added = row_count;
    return added;
end
$$;
alter function book.seed_large_positions(integer, date) owner to broker_owner;
revoke all on function book.seed_large_positions(integer, date) from public;
comment on function book.seed_large_positions(integer, date) is
    'Invented positions above the freeze quantity';

-- For about one client in seven a position of the day itself (product MIS): an order of the morning
-- that was filled at once, at a price of the day. Shares may be sold short here.
-- Calls: book.fraction. Writes: book.orders, book.trades
create or replace function book.seed_intraday(seed integer, day date) returns bigint
    language plpgsql volatile set search_path = ''
as $$
declare
    zone constant text := 'Asia/Kolkata';
    share constant double precision := 0.15;
    kind_size constant integer := 20;
    done_at timestamptz := (day + time '09:31') at time zone zone;
    number_stem text := to_char(day, 'YYMMDD');
    added bigint;
begin
    with ranked as (
        select i.instrument_id, i.segment, i.lot_size, i.tick_size, p.low_price, p.high_price,
            row_number() over (
                partition by i.segment, i.instrument_type order by p.volume desc, i.symbol) as rank
        from book.instruments i
        join book.prices p using (instrument_id)
        where p.price_date = day and p.volume > 0 and p.low_price >= i.tick_size
            and p.high_price >= p.low_price
            and (i.expiry_date > day or i.segment = 'CM' and i.series = 'EQ')),
    pool as materialized (
        select r.*, row_number() over (order by r.instrument_id) as n, count(*) over () as size
        from ranked r
        where r.rank <= kind_size),
    placed as (
        insert into book.orders (
            user_id, instrument_id, trade_date, product, side, order_type, quantity,
            filled_quantity, limit_price, status, cl_ord_id, exchange_order_id, placed_at,
            updated_at)
        select u.user_id, p.instrument_id, day, 'MIS',
            case when book.fraction(seed, 'mis side' || u.broker_id) < 0.5
                then 'buy' else 'sell' end,
            'LIMIT', q.units, q.units,
            p.tick_size * ceil((p.low_price + (p.high_price - p.low_price)
                * book.fraction(seed, 'mis price' || u.broker_id)::numeric) / p.tick_size),
            'filled', 'SEED-MIS-' || to_char(day, 'YYYYMMDD') || '-' || u.broker_id,
            '12' || number_stem || lpad(u.user_id::text, 8, '0'), done_at, done_at
        from book.users u
        join pool p
            on p.n = 1 + floor(p.size * book.fraction(seed, 'mis' || u.broker_id))::bigint
        cross join lateral (
            select p.lot_size * (1 + floor(case p.segment when 'CM' then 200 else 3 end
                * book.fraction(seed, 'mis lots' || u.broker_id)))::bigint) q (units)
        where book.fraction(seed, 'intraday' || u.broker_id) < share
        order by u.user_id
        on conflict on constraint orders_cl_ord_id_key do nothing
        returning *)
    insert into book.trades (
        order_id, user_id, instrument_id, exchange, segment, trade_date, trade_number,
        exchange_order_id, product, side, quantity, price, executed_at)
    select o.order_id, o.user_id, o.instrument_id, i.exchange, i.segment, o.trade_date,
        '51' || number_stem || lpad(o.user_id::text, 8, '0'), o.exchange_order_id, o.product,
        o.side, o.quantity, o.limit_price, done_at
    from placed o
    join book.instruments i using (instrument_id)
    order by o.order_id;
    get diagnostics added = row_count;
    return added;
end
$$;
alter function book.seed_intraday(integer, date) owner to broker_owner;
revoke all on function book.seed_intraday(integer, date) from public;
comment on function book.seed_intraday(integer, date) is 'Intraday positions: filled MIS orders';

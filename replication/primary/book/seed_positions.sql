-- Carry-forward positions for every client: the first in derivatives, the second in shares, up to
-- two more in either, on instruments that traded on the day and live on.
-- Calls: book.fraction. Writes: book.opening_positions
create or replace function book.seed_positions(seed integer, day date) returns bigint
    language plpgsql volatile set search_path = ''
as $$
declare
    -- The most traded of each kind: nobody is seeded into a contract without a market.
    kind_size constant integer := 100;
    most_positions constant integer := 4;
    added bigint;
begin
    insert into book.opening_positions (
        trade_date, user_id, instrument_id, product, quantity, average_price, source)
    with candidates as materialized (
        select i.instrument_id, i.segment, i.lot_size, i.tick_size,
            coalesce(nullif(p.previous_close, 0), p.close_price) as price,
            row_number() over (
                partition by i.segment, i.instrument_type order by p.volume desc, i.symbol) as rank
        from book.instruments i
        join book.prices p using (instrument_id)
        where p.price_date = day and p.volume > 0
            and (i.expiry_date > day or i.segment = 'CM' and i.series = 'EQ')),
    pool as materialized (
        select c.*, s.scope, row_number() over (partition by s.scope order by c.instrument_id) as n,
            count(*) over (partition by s.scope) as size
        from candidates c
        cross join lateral (values (c.segment), ('any')) s (scope)
        where c.rank <= kind_size),
    wanted as (
        select u.user_id, k, u.broker_id || ':' || k as label,
            case k when 1 then 'FO' when 2 then 'CM' else 'any' end as scope
        from book.users u
        cross join generate_series(1, most_positions) k
        where k <= 1 + floor(most_positions * book.fraction(seed, 'count' || u.broker_id))),
    sizes as (select distinct scope, size from pool)
    select day, w.user_id, p.instrument_id, case p.segment when 'CM' then 'CNC' else 'NRML' end,
        case
            -- Delivery cannot be sold short.
            when p.segment = 'CM' then 1 + floor(200 * book.fraction(seed, 'shares' || w.label))
            else p.lot_size * (1 + floor(5 * book.fraction(seed, 'lots' || w.label)))
                * case when book.fraction(seed, 'side' || w.label) < 0.5 then -1 else 1 end
        end,
        greatest(p.tick_size, p.tick_size * round(p.price
            * (0.95 + 0.1 * book.fraction(seed, 'price' || w.label))::numeric / p.tick_size)),
        'seed'
    from wanted w
    join sizes s using (scope)
    join pool p on p.scope = w.scope
        and p.n = 1 + floor(s.size * book.fraction(seed, 'instrument' || w.label))::bigint
    order by w.user_id, w.k
    on conflict do nothing;
    get diagnostics added = row_count;
    return added;
end
$$;
alter function book.seed_positions(integer, date) owner to broker_owner;
revoke all on function book.seed_positions(integer, date) from public;
comment on function book.seed_positions(integer, date) is 'Opening positions of invented clients';

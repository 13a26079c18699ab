-- Watches what streams in until bench.stops has a row, then says for the trades of the main site
-- how long after they were recorded they could be read here: in the book, and in the positions.
-- One row: trades|book p50|book p99|positions p50|positions p99|positions max, milliseconds.
-- Writes: bench.stops.
truncate bench.stops;
create temporary table seen (at timestamptz not null, book bigint, folded bigint);
call bench.watch_fold();
create index on seen (book, at);
create index on seen (folded, at);
analyze seen;
select count(l.folded_ms),
    percentile_disc(0.5) within group (order by l.book_ms),
    percentile_disc(0.99) within group (order by l.book_ms),
    percentile_disc(0.5) within group (order by l.folded_ms),
    percentile_disc(0.99) within group (order by l.folded_ms), max(l.folded_ms)
from (
    select extract(epoch from b.at - t.executed_at) * 1000 as book_ms,
        extract(epoch from f.at - t.executed_at) * 1000 as folded_ms
    from book.trades t
    left join lateral (
        select s.at from seen s where s.book >= t.arrival order by s.book, s.at limit 1) b on true
    left join lateral (
        select s.at from seen s where s.folded >= t.arrival order by s.folded, s.at limit 1) f
        on true
    where t.trade_number like 'LAG%') l;

-- How old prices are where we trade. The newest of a segment is what counts: many contracts are not
-- traded for hours, a segment always is. Watched are segments with a session to a real exchange
-- that is in its hours; a simulator has no market of its own.
-- Calls: fix.session_hours.
create or replace view ops.prices as
select k.exchange, k.segment, k.prices, k.newest_at, k.oldest_at, now() - k.newest_at as age,
    exists (
        select from fix.sessions as s
        where s.exchange = k.exchange and coalesce(s.segment, k.segment) = k.segment
            and s.enabled and s.kind = 'order' and not s.conformance and not s.simulated
            and fix.session_hours(s.name) @> now()) as is_watched
from (
    select i.exchange, i.segment, count(*) as prices, max(p.as_of) as newest_at,
        min(p.as_of) as oldest_at
    from book.prices as p
    join book.instruments as i on i.instrument_id = p.instrument_id
    group by i.exchange, i.segment) as k;

revoke all on ops.prices from public;
grant select on ops.prices to dba, irra_monitor;

comment on view ops.prices is
    'One row an exchange and segment: how old its prices are, and whether that matters now';

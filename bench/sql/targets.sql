-- The exits of one run: an open call for each client, and for each of `exits` the position that
-- it closes by one lot, clients taking turns.
--   psql -v exits=100000 -d irra -f bench/sql/targets.sql
-- Writes: core.calls, bench.targets.
with agents as (
    select p.person_id, s.session_id, row_number() over (order by p.person_id) - 1 as n,
        count(*) over () as size
    from auth.ops_team p
    join auth.sessions s on s.person_id = p.person_id
    where p.username like 'bench%'
)
insert into core.calls (
    user_id, person_id, session_id, caller_number, recording_ref, expires_at)
select u.user_id, a.person_id, a.session_id, '+910000000000', 'bench',
    now() + interval '12 hours'
from book.users u
join agents a on a.n = u.user_id % a.size
where u.broker_id like 'BN%'
on conflict do nothing;

truncate bench.targets;
insert into bench.targets (n, secret, call_id, position_id, lot_size)
select row_number() over (order by g.round, k.turn, k.user_id) - 1, p.username, c.call_id,
    k.position_id, i.lot_size
from generate_series(1, ceil(:exits / greatest(1, (
    select count(*) from core.positions p join book.users u on u.user_id = p.user_id
    where u.broker_id like 'BN%' and p.trade_date = logic.trading_day()))::numeric)::integer)
    g (round)
cross join (
    select p.*, row_number() over (partition by p.user_id order by p.position_id) as turn
    from core.positions p
    join book.users u on u.user_id = p.user_id
    -- The history has positions of earlier days.
    where u.broker_id like 'BN%' and p.trade_date = logic.trading_day()) k
join core.calls c on c.user_id = k.user_id and c.closed_at is null
join auth.ops_team p on p.person_id = c.person_id
join book.instruments i on i.instrument_id = k.instrument_id
order by 1
limit :exits;
analyze bench.targets, core.calls;
select count(*) from bench.targets;

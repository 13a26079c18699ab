-- Orders of today with their trades, finished and confirmed, one for each of bench.targets: what
-- the desk did and has to hand back. Triggers and foreign keys are off while it runs; the rows satisfy
-- them.
--   psql -d irra -f bench/sql/finished_orders.sql
-- Writes: core.instructions, core.exits, core.orders, core.order_requests, core.order_events,
-- core.trades, core.positions.
begin;
set local session_replication_role = replica;
set local work_mem = '256MB';
create temporary table told on commit drop as
select t.n, 'G' || t.n as cl_ord_id, -3000000000 - t.n as part_id, k.position_id, k.user_id,
    k.instrument_id, k.product, t.call_id, c.person_id, i.exchange, i.segment,
    t.lot_size as quantity, p.last_price as price, k.trade_date as day, now() as at,
    case when k.net_quantity > 0 then 'sell' else 'buy' end::core.side as side
from bench.targets t
join core.positions k on k.position_id = t.position_id
join core.calls c on c.call_id = t.call_id
join book.instruments i on i.instrument_id = k.instrument_id
join book.prices p on p.instrument_id = k.instrument_id;
insert into core.instructions (instruction_id, call_id, person_id, kind, details, given_at)
overriding system value
select part_id, call_id, person_id, 'square_off', '{}', at from told;
insert into core.exits (
    exit_id, call_id, user_id, person_id, instruction_id, position_id, order_type, state,
    created_at, placed_at)
overriding system value
select part_id, call_id, user_id, person_id, part_id, position_id, 'PROTECTED', 'placed', at, at
from told;
insert into core.orders (
    position_id, user_id, instrument_id, product, side, order_type, quantity, limit_price, status,
    cumulative_quantity, leaves_quantity, average_price, confirmed_quantity, cl_ord_id,
    current_cl_ord_id, exchange_order_id, session_name, call_id, instruction_id, person_id,
    exit_id, created_at, sent_at, updated_at)
select position_id, user_id, instrument_id, product, side, 'PROTECTED', quantity, price, 'filled',
    quantity, 0, price, quantity, cl_ord_id, cl_ord_id, cl_ord_id, 'simulator-orders', call_id,
    part_id, person_id, part_id, at, at, at
from told order by n;
insert into core.order_requests (
    order_request_id, order_id, kind, cl_ord_id, session_name, state, incarnation, sequence,
    queued_at, sent_at, answered_at, answer)
overriding system value
select t.part_id, o.order_id, 'new', o.cl_ord_id, o.session_name, 'answered', 0,
    1000000000 + t.n, t.at, t.at, t.at, '0'
from told t join core.orders o using (cl_ord_id);
insert into core.order_events (
    order_id, event, from_status, to_status, cumulative_quantity, leaves_quantity, at)
select o.order_id, e.event, e.from_status, e.to_status, e.filled * t.quantity,
    (1 - e.filled) * t.quantity, t.at
from told t
join core.orders o using (cl_ord_id)
cross join (values (0, 'placed', null, 'queued', 0), (1, 'sent', 'queued', 'sent', 0),
    (2, 'acknowledged', 'sent', 'acknowledged', 0), (3, 'filled', 'acknowledged', 'filled', 1))
    e (part, event, from_status, to_status, filled);
insert into core.trades (
    exchange, segment, trade_date, trade_number, side, quantity, price, executed_at, user_id,
    instrument_id, product, position_id, order_id, exchange_order_id, account, drop_copy_at,
    response_at, exec_id, applied, created_at)
select t.exchange, t.segment, t.day, t.cl_ord_id, t.side, t.quantity, t.price, t.at, t.user_id,
    t.instrument_id, t.product, t.position_id, o.order_id, t.cl_ord_id, 'bench', t.at, t.at,
    t.cl_ord_id, true, t.at
from told t join core.orders o using (cl_ord_id);
update core.positions k
set sell_quantity = k.sell_quantity + s.sold, sell_value = k.sell_value + s.sold_for,
    buy_quantity = k.buy_quantity + s.bought, buy_value = k.buy_value + s.bought_for
from (
    select t.position_id,
        coalesce(sum(t.quantity) filter (where t.side = 'sell'), 0) as sold,
        coalesce(sum(t.quantity * t.price) filter (where t.side = 'sell'), 0) as sold_for,
        coalesce(sum(t.quantity) filter (where t.side = 'buy'), 0) as bought,
        coalesce(sum(t.quantity * t.price) filter (where t.side = 'buy'), 0) as bought_for
    from told t
    group by t.position_id) s
where k.position_id = s.position_id;
commit;
analyze core.orders, core.order_events, core.trades;
select count(*) from core.orders o
where o.cl_ord_id like 'G%' and o.exchange_order_id = o.cl_ord_id;

-- Finished orders of earlier days with all that hangs on each: the position of that day, messages,
-- events, fill, trade. Rows `first` to `last` of the history; numbers of their own (order ids below
-- the desk's, negative ids elsewhere, incarnation 0), so nothing meets what the desk makes.
-- Triggers and foreign keys are off while it runs; the rows satisfy them.
--   psql -v first=1 -v last=10000 -d irra -f bench/sql/history.sql
-- Writes: core.positions, core.instructions, core.exits, core.orders, core.order_requests,
-- core.order_events, core.trades, core.temp_trades, fix.outbound, fix.inbound.
set session_replication_role = replica;
set synchronous_commit = off;
set work_mem = '256MB';
create temporary table told as
select n, 'H' || n as cl_ord_id, k.user_id, k.instrument_id, k.product, p.call_id,
    p.person_id, i.exchange, i.segment, i.lot_size as quantity, b.last_price as price,
    k.trade_date - 1 - (n % 250)::integer as day,
    now() - make_interval(days => 1 + (n % 250)::integer) as at
from generate_series(:first::bigint, :last::bigint) n
cross join (select count(*) as size from core.positions q
    where q.trade_date = logic.trading_day()) s
-- The size from elsewhere: so the join can be by hash.
join (select q.*, row_number() over (order by q.position_id) - 1 as place
    from core.positions q
    where q.trade_date = logic.trading_day()) k on k.place = n % s.size
join book.instruments i on i.instrument_id = k.instrument_id
join book.prices b on b.instrument_id = k.instrument_id
cross join (select c.call_id, c.person_id from core.calls c limit 1) p;
insert into core.positions as p (
    trade_date, user_id, instrument_id, product, overnight_quantity, overnight_price,
    sell_quantity, sell_value)
select day, user_id, instrument_id, product, sum(quantity), min(price), sum(quantity),
    sum(quantity * price)
from told
group by day, user_id, instrument_id, product
on conflict (user_id, trade_date, instrument_id, product) do update
set overnight_quantity = p.overnight_quantity + excluded.overnight_quantity,
    sell_quantity = p.sell_quantity + excluded.sell_quantity,
    sell_value = p.sell_value + excluded.sell_value;
create temporary table past as
select t.*, p.position_id
from told t
join core.positions p on (p.user_id, p.trade_date, p.instrument_id, p.product)
    = (t.user_id, t.day, t.instrument_id, t.product);
drop table told;

insert into core.instructions (instruction_id, call_id, person_id, kind, details, given_at)
overriding system value
select -n, call_id, person_id, 'square_off', '{}', at from past;
insert into core.exits (
    exit_id, call_id, user_id, person_id, instruction_id, position_id, order_type, state,
    created_at, placed_at)
overriding system value
select -n, call_id, user_id, person_id, -n, position_id, 'PROTECTED', 'placed', at, at from past;
insert into core.orders (
    order_id, position_id, user_id, instrument_id, product, side, order_type, quantity,
    limit_price, status, cumulative_quantity, leaves_quantity, average_price, confirmed_quantity,
    cl_ord_id, current_cl_ord_id, exchange_order_id, session_name, call_id, instruction_id,
    person_id, exit_id, created_at, sent_at, updated_at)
overriding system value
select n, position_id, user_id, instrument_id, product, 'sell', 'PROTECTED', quantity, price,
    'filled', quantity, 0, price, quantity, cl_ord_id, cl_ord_id, 'H' || n, 'simulator-orders',
    call_id, -n, person_id, -n, at, at, at
from past;
insert into core.order_requests (
    order_request_id, order_id, kind, cl_ord_id, session_name, state, incarnation, sequence,
    queued_at, sent_at, answered_at, answer)
overriding system value
select -n, n, 'new', cl_ord_id, 'simulator-orders', 'answered', 0, n, at, at, at, '0' from past;
insert into core.order_events (
    order_event_id, order_id, event, from_status, to_status, cumulative_quantity, leaves_quantity,
    at)
overriding system value
select -4 * n - e.part, n, e.event, e.from_status, e.to_status, e.filled * quantity,
    (1 - e.filled) * quantity, at
from past
cross join (values (0, 'placed', null, 'queued', 0), (1, 'sent', 'queued', 'sent', 0),
    (2, 'acknowledged', 'sent', 'acknowledged', 0), (3, 'filled', 'acknowledged', 'filled', 1))
    e (part, event, from_status, to_status, filled);
insert into core.trades (
    trade_id, exchange, segment, trade_date, trade_number, side, quantity, price, executed_at,
    user_id, instrument_id, product, position_id, order_id, exchange_order_id, account,
    drop_copy_at, response_at, exec_id, applied, created_at)
overriding system value
select -n, exchange, segment, day, 'H' || n, 'sell', quantity, price, at, user_id, instrument_id,
    product, position_id, n, 'H' || n, 'bench', at, at, 'H' || n, true, at
from past;
insert into core.temp_trades (
    temp_trade_id, session_name, exec_id, order_id, exchange, segment, trade_date, trade_number,
    side, quantity, price, executed_at, received_at, state, confirmed_at)
overriding system value
select -n, 'simulator-orders', 'H' || n, n, exchange, segment, day, 'H' || n, 'sell', quantity,
    price, at, at, 'confirmed', at
from past;
insert into fix.outbound (
    session_name, incarnation, sequence, msg_type, sent_at, queued_at, order_request_id, body)
select 'simulator-orders', 0, n, 'D', at, at, -n, repeat('x', 160) from past;
insert into fix.inbound (
    session_name, incarnation, sequence, msg_type, received_at, poss_dup, raw)
select e.session_name, 0, 2 * n + e.part, '8', at, false, convert_to(repeat('x', 280), 'UTF8')
from past
cross join (values ('simulator-orders', 0), ('simulator-orders', 1), ('simulator-drop-copy', 0))
    e (session_name, part);
drop table past;

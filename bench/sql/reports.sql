-- For every queued exit, in the order in which it will be sent: acknowledgement and fill for the
-- order session, the same fill for the drop copy, as arguments of fix.receive, `batch` orders at
-- a time.
--   psql -v batch=500 -v orders=simulator-orders -v drop_copy=simulator-drop-copy …
-- Writes: bench.reports.
truncate bench.reports;
with queued as (
    select row_number() over (order by d.order_request_id) - 1 as n, o.order_id, o.cl_ord_id,
        o.side, o.quantity, coalesce(o.limit_price, p.last_price) as price, i.token,
        case i.segment when 'CM' then i.underlying else i.symbol end as symbol, i.exchange,
        u.broker_id, to_char(k.trade_date, 'YYYYMMDD') as day
    from queue.dispatch d
    join core.order_requests r on r.order_request_id = d.order_request_id
    join core.orders o on o.order_id = r.order_id
    join core.positions k on k.position_id = o.position_id
    join book.instruments i on i.instrument_id = o.instrument_id
    join book.prices p on p.instrument_id = o.instrument_id
    join book.users u on u.user_id = o.user_id
    where d.session_name = :'orders'
),
sent as (
    select q.n / :batch as batch, s.session_name,
        s.next_inbound - 1 + row_number() over (partition by s.session_name order by q.n, e.part)
            as sequence,
        jsonb_build_object(
            '8', 'FIX.4.4', '9', '300', '35', '8', '49', 'SIMEX', '56', s.sender_comp_id,
            '52', to_char(clock_timestamp() at time zone 'UTC', 'YYYYMMDD-HH24:MI:SS.MS'),
            '37', 'B' || q.order_id, '11', q.cl_ord_id, '17', 'B' || q.order_id || e.part,
            '150', case e.part when 1 then '0' else 'F' end,
            '39', case e.part when 1 then '0' else '2' end,
            '1', q.broker_id, '55', q.symbol, '48', q.token, '22', '8', '207', q.exchange,
            '54', case q.side when 'buy' then '1' else '2' end, '38', q.quantity::text,
            '40', '2', '44', trim_scale(q.price)::text, '59', '0',
            '151', case e.part when 1 then q.quantity else 0 end::text,
            '14', case e.part when 1 then 0 else q.quantity end::text,
            '6', case e.part when 1 then '0' else trim_scale(q.price)::text end,
            '60', to_char(clock_timestamp() at time zone 'UTC', 'YYYYMMDD-HH24:MI:SS.MS'),
            '75', q.day, '10', '128')
        || case e.part when 1 then '{}' else jsonb_build_object(
            '32', q.quantity::text, '31', trim_scale(q.price)::text,
            '1003', 'B' || q.order_id) end as fields
    from queued q
    cross join lateral (
        select t.session_name, t.next_inbound, c.sender_comp_id
        from fix.session_state t join fix.sessions c on c.name = t.session_name
        where t.session_name in (:'orders', :'drop_copy')) s
    cross join lateral (values (1), (2)) e (part)
    where e.part = 2 or s.session_name = :'orders'
)
insert into bench.reports (session_name, n, next_inbound, messages)
select m.session_name, m.batch, max(m.sequence) + 1, jsonb_agg(jsonb_build_object(
    'sequence', m.sequence, 'msg_type', '8', 'poss_dup', false,
    'sending_time', m.fields ->> '52',
    'raw', translate(encode(convert_to((
        select string_agg(f.key || '=' || f.value, E'\x01')
        from jsonb_each_text(m.fields) f), 'UTF8'), 'base64'), E'\n', ''),
    'fields', m.fields || jsonb_build_object('34', m.sequence::text))
    order by m.sequence)::text
from sent m
group by m.session_name, m.batch;
analyze bench.reports;
select count(*) from bench.reports r where r.session_name = :'orders';

-- One order from the request to the position, everything that is known of it with its time: who
-- asked (the request's number is in the workers' logs, too), what was decided, each message to and
-- from the exchange, fills and trades, what the client was told. Always with an order:
-- `where order_id = …`.
create or replace view ops.order_life as
select o.order_id, o.cl_ord_id, l.at, 'request' as place,
    l.action || coalesce(' by ' || p.username, '') as event,
    jsonb_strip_nulls(jsonb_build_object('trace', l.request_id, 'call_id', o.call_id,
        'log_id', l.log_id)) as details
from core.orders as o
join audit.log as l on l.user_id = o.user_id and l.at >= o.created_at
    and (l.object = 'order:' || o.order_id or l.at < o.created_at + interval '1 minute'
        and l.after @> jsonb_build_object('orders',
            jsonb_build_array(jsonb_build_object('order_id', o.order_id))))
left join auth.ops_team as p on p.person_id = l.person_id
union all
select o.order_id, o.cl_ord_id, e.at, 'order', coalesce(e.from_status || ' -> ', '')
        || e.to_status || ' (' || e.event || ')',
    coalesce(e.details, '{}') || jsonb_build_object('filled', e.cumulative_quantity,
        'leaves', e.leaves_quantity)
from core.orders as o
join core.order_events as e on e.order_id = o.order_id
union all
select o.order_id, o.cl_ord_id, r.queued_at, 'queue', r.kind || ' queued for ' || r.session_name,
    jsonb_build_object('cl_ord_id', r.cl_ord_id, 'order_request_id', r.order_request_id)
from core.orders as o
join core.order_requests as r on r.order_id = o.order_id
union all
select o.order_id, o.cl_ord_id, m.sent_at, 'exchange out',
    m.msg_type || ' number ' || m.sequence || ' on ' || m.session_name,
    jsonb_build_object('cl_ord_id', r.cl_ord_id, 'body', replace(m.body, E'\x01', '|'))
from core.orders as o
join core.order_requests as r on r.order_id = o.order_id
join fix.outbound as m on (m.session_name, m.incarnation, m.sequence)
    = (r.session_name, r.incarnation, r.sequence)
union all
select o.order_id, o.cl_ord_id, r.answered_at, 'exchange in',
    r.kind || ' answered' || coalesce(': ' || r.answer, ''),
    jsonb_build_object('cl_ord_id', r.cl_ord_id)
from core.orders as o
join core.order_requests as r on r.order_id = o.order_id
where r.answered_at is not null
union all
select o.order_id, o.cl_ord_id, f.received_at, 'exchange in',
    'fill ' || f.trade_number || ' on ' || f.session_name,
    jsonb_build_object('quantity', f.quantity, 'price', f.price, 'executed_at', f.executed_at)
from core.orders as o
join core.temp_trades as f on f.order_id = o.order_id
union all
select o.order_id, o.cl_ord_id, k.at, k.place, 'trade ' || t.trade_number || k.words,
    jsonb_build_object('quantity', t.quantity, 'price', t.price, 'position_id', t.position_id)
from core.orders as o
join core.trades as t on t.order_id = o.order_id
cross join lateral (values (t.drop_copy_at, 'drop copy', ' told, position moved'),
    (t.busted_at, 'drop copy', ' taken back')) as k (at, place, words)
where k.at is not null
union all
select o.order_id, o.cl_ord_id, k.at, 'notification', m.kind || ' by ' || m.channel || k.words,
    jsonb_build_object('message_id', m.message_id)
        || jsonb_strip_nulls(jsonb_build_object('provider', m.provider, 'failure', m.failure))
from core.orders as o
join notify.messages as m on m.user_id = o.user_id and m.notice_id is null
    and m.created_at >= o.created_at
    and (m.order_id = o.order_id or m.facts -> 'order_ids' @> to_jsonb(o.order_id))
cross join lateral (values (m.created_at, ': made'), (m.finished_at, ': ' || m.state),
    (m.receipt_at, ': the provider says ' || m.receipt)) as k (at, words)
where k.at is not null;

revoke all on ops.order_life from public;
grant select on ops.order_life to dba, irra_monitor;

comment on view ops.order_life is
    'What happened to one order, with times, from the request to the position';

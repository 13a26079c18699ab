-- How fast and how well each session answers: its last 500 new orders of the last ten minutes.
-- Queued to sent is ours, sent to answered is the exchange's.
create or replace view ops.order_pace as
select s.name as session_name, count(k.sent_at) as sent,
    count(*) filter (where k.answered_at is not null) as answered,
    count(*) filter (where k.status = 'rejected') as rejected,
    round(count(*) filter (where k.status = 'rejected')::numeric * 100
        / nullif(count(k.answered_at), 0), 1) as reject_percent,
    round((percentile_cont(0.5) within group (order by k.wait_ms))::numeric, 1) as wait_ms_p50,
    round((percentile_cont(0.95) within group (order by k.wait_ms))::numeric, 1) as wait_ms_p95,
    round((percentile_cont(0.5) within group (order by k.answer_ms))::numeric, 1)
        as answer_ms_p50,
    round((percentile_cont(0.95) within group (order by k.answer_ms))::numeric, 1)
        as answer_ms_p95,
    max(k.sent_at) as last_sent_at
from fix.sessions as s
left join lateral (
    select r.sent_at, r.answered_at, o.status,
        extract(epoch from r.sent_at - r.queued_at) * 1000 as wait_ms,
        extract(epoch from r.answered_at - r.sent_at) * 1000 as answer_ms
    from (
        select q.* from core.order_requests as q
        order by q.order_request_id desc limit 2000) as r
    left join core.orders as o on o.order_id = r.order_id
    where r.session_name = s.name and r.kind = 'new'
        and r.queued_at > now() - interval '10 minutes'
    order by r.order_request_id desc
    limit 500) as k on true
where s.kind = 'order' and not s.conformance
group by s.name;

revoke all on ops.order_pace from public;
grant select on ops.order_pace to dba, irra_monitor;

comment on view ops.order_pace is
    'Each order session''s latest orders: waiting, answering, share of rejects';

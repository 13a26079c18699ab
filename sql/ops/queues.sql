-- What waits, and since when it is due: a message between two tries, or claimed, is not due. A
-- worker that is gone shows as a growing oldest_age. Notices to all clients wait behind everything
-- else, as long as that takes: they are a queue of their own, which is never late.
create or replace view ops.queues as
select 'dispatch:' || s.name as queue,
    count(d.order_request_id) as waiting,
    min(r.queued_at) as oldest_at,
    now() - min(r.queued_at) as oldest_age,
    0::bigint as dead
from fix.sessions as s
left join queue.dispatch as d on d.session_name = s.name
left join core.order_requests as r on r.order_request_id = d.order_request_id
where s.kind = 'order' and not s.conformance
group by s.name
union all
select 'notify', count(*), min(w.at) filter (where w.at <= now()),
    now() - min(w.at) filter (where w.at <= now()),
    (select count(*) from notify.messages as m where m.state = 'dead')
from (
    select o.due_at as at from notify.outbox as o where o.notice_id is null
    union all
    select m.next_attempt_at from notify.messages as m
    where m.state = 'waiting' and m.notice_id is null
) as w
union all
select 'notices', count(*), null, null, 0
from (
    select from notify.outbox as o where o.notice_id is not null
    union all
    select from notify.messages as m where m.state = 'waiting' and m.notice_id is not null
) as w;

revoke all on ops.queues from public;
grant select on ops.queues to dba, irra_monitor;

comment on view ops.queues is
    'One row a queue: messages waiting, how long the oldest is due, messages given up';

-- Neither user names nor password references are shown.
-- Calls: fix.session_hours.
create or replace view ops.fix_sessions as
select s.name, s.kind, s.exchange, s.segment, s.host, s.port, s.sender_comp_id, s.target_comp_id,
    s.enabled,
    coalesce(t.status, 'down') as status,
    t.status_since,
    t.incarnation, t.next_outbound, t.next_inbound,
    t.leader, t.epoch, t.lease_until,
    coalesce(t.lease_until > now(), false) as led,
    t.last_inbound_at, t.last_outbound_at, t.detail,
    (select count(*) from fix.parked as p
        where p.session_name = s.name and p.resolved_at is null) as parked,
    s.conformance,
    fix.session_hours(s.name) @> now() as in_hours,
    s.heartbeat_seconds,
    coalesce(t.interruptions, 0) as interruptions,
    coalesce(t.gaps, 0) as gaps,
    k.unanswered,
    now() - k.unanswered_since as unanswered_for
from fix.sessions as s
left join fix.session_state as t on t.session_name = s.name
left join lateral (
    -- What an order's end leaves without an answer is nobody's fault.
    select count(*) as unanswered, min(r.sent_at) as unanswered_since
    from core.order_requests as r
    left join core.orders as o on o.order_id = r.order_id
    left join core.primary_orders as w on w.book_order_id = r.book_order_id
    where r.session_name = s.name and r.state = 'sent'
        and r.kind in ('new', 'cancel', 'replace')
        and (o.leaves_quantity > 0 and o.status <> 'unknown' or w.is_live)) as k on true;

revoke all on ops.fix_sessions from public;
grant select on ops.fix_sessions to dba, irra_monitor;

comment on view ops.fix_sessions is
    'One row a FIX session: state, sequence numbers, which worker leads, what waits for answers';

-- What happened when, from every record the desk keeps, for the chronology of an incident. A client
-- is a number, and how to reach them is left out; order with `order by at`.
create or replace view ops.incident_timeline as
select c.changed_at as at, 'site' as kind, 'site' as subject,
    c.from_mode || ' -> ' || c.to_mode || ': ' || c.reason as event,
    jsonb_build_object('requested_by', c.requested_by, 'approved_by', c.approved_by) as details
from core.site_changes as c
union all
select a.requested_at, 'approval', 'approval:' || a.approval_id,
    a.action || ' requested: ' || a.reason,
    jsonb_build_object('requested_by', a.requested_by,
        'payload', a.payload - array['email', 'phone'])
from core.approvals as a
union all
select a.decided_at, 'approval', 'approval:' || a.approval_id, a.action || ' ' || a.state,
    jsonb_build_object('decided_by', a.decided_by, 'reason', a.decision_reason)
from core.approvals as a
where a.decided_at is not null
union all
select a.raised_at, 'alert', a.subject, a.severity || ' ' || a.kind, a.details
from core.alerts as a
union all
select a.resolved_at, 'alert', a.subject, a.kind || ' resolved',
    jsonb_build_object('occurrences', a.occurrences)
from core.alerts as a
where a.resolved_at is not null
union all
select c.set_at, 'control', c.scope || ':' || c.subject, c.kind || ' set: ' || c.reason,
    jsonb_build_object('set_by', c.set_by)
from core.controls as c
union all
select c.lifted_at, 'control', c.scope || ':' || c.subject, c.kind || ' lifted',
    jsonb_build_object('lifted_by', c.lifted_by)
from core.controls as c
where c.lifted_at is not null
union all
select p.purged_at, 'purge', p.session_name, 'exchange purge: ' || p.reason,
    jsonb_build_object('purged_by', p.purged_by, 'orders', cardinality(p.order_ids),
        'last_trade_number', p.last_trade_number)
from core.purges as p
union all
select t.at, 'call', 'user:' || coalesce(t.user_id::text, 'unknown'), 'verification ' || t.outcome,
    jsonb_build_object('person_id', t.person_id, 'recording_ref', t.recording_ref)
from core.call_attempts as t
union all
select h.asked_at, 'call', 'user:' || h.user_id, 'hand-over asked: ' || h.reason,
    jsonb_build_object('asked_by', h.asked_by, 'to', h.to_person_id, 'call_id', h.call_id)
from core.handovers as h
union all
select h.decided_at, 'call', 'user:' || h.user_id, 'hand-over ' || h.state,
    jsonb_build_object('to', h.to_person_id, 'call_id', h.new_call_id)
from core.handovers as h
where h.decided_at is not null
union all
select w.waiting_since, 'caller', 'caller:' || w.caller_id, 'began to wait',
    jsonb_build_object('added_by', w.added_by)
from core.waiting_callers as w
union all
select w.ended_at, 'caller', 'caller:' || w.caller_id,
    w.state || ' after ' || date_trunc('second', w.ended_at - w.waiting_since)
        || coalesce(': ' || w.end_reason, ''),
    jsonb_build_object('taken_by', w.taken_by, 'call_id', w.call_id)
from core.waiting_callers as w
where w.ended_at is not null
union all
select i.given_at, 'instruction', 'call:' || i.call_id, i.kind, i.details
from core.instructions as i
union all
select e.at, 'order', 'order:' || e.order_id,
    e.event || ': ' || coalesce(e.from_status || ' -> ', '') || e.to_status,
    jsonb_build_object('cumulative_quantity', e.cumulative_quantity,
        'leaves_quantity', e.leaves_quantity)
from core.order_events as e
union all
select p.received_at, 'fix', p.session_name, 'message parked: ' || p.reason,
    jsonb_build_object('parked_id', p.parked_id, 'sequence', p.sequence, 'msg_type', p.msg_type)
from fix.parked as p;

revoke all on ops.incident_timeline from public;
grant select on ops.incident_timeline to dba, irra_monitor;

comment on view ops.incident_timeline is
    'Chronology of an incident: site, approvals, controls, purges, alerts, calls, orders, FIX';

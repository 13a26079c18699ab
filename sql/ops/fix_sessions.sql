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
    s.heartbeat_seconds
from fix.sessions as s
left join fix.session_state as t on t.session_name = s.name;

revoke all on ops.fix_sessions from public;
grant select on ops.fix_sessions to dba, irra_monitor;

comment on view ops.fix_sessions is
    'One row a FIX session: state, sequence numbers, which worker leads, parked messages';

-- Open ones first: the exchange said something that the desk could not apply, and a person has to
-- look at each.
create or replace view ops.parked_messages as
select p.parked_id, p.session_name, p.received_at, now() - p.received_at as age, p.msg_type,
    p.incarnation, p.sequence, p.reason, p.fields, p.resolved_at, p.resolved_at is null as open,
    p.resolved_by, p.resolution
from fix.parked as p
order by p.resolved_at is not null, p.parked_id desc;

revoke all on ops.parked_messages from public;
grant select on ops.parked_messages to dba, irra_monitor;

comment on view ops.parked_messages is
    'FIX messages that could not be applied, with why: open ones first, newest first';

-- How long it took from the second person's approval to the first message about an order that was
-- given to the line. One row for each time the desk became active (or a drill began).
create or replace view ops.takeovers as
select c.site_change_id, c.changed_at as activated_at, c.to_mode, c.reason,
    requester.username as requested_by, approver.username as approved_by,
    f.first_request_queued_at, f.first_request_sent_at,
    f.first_request_queued_at - c.changed_at as to_first_order,
    f.first_request_sent_at - c.changed_at as to_first_order_sent,
    (select e.changed_at from core.site_changes as e
     where e.site_change_id > c.site_change_id and e.to_mode = 'standby'
     order by e.site_change_id limit 1) as ended_at
from core.site_changes as c
left join auth.ops_team as requester on requester.person_id = c.requested_by
left join auth.ops_team as approver on approver.person_id = c.approved_by
left join lateral (
    select q.queued_at as first_request_queued_at, q.sent_at as first_request_sent_at
    from core.order_requests as q
    where q.order_request_id > coalesce(c.last_request_id, 0)
        and q.kind in ('new', 'cancel', 'replace') and q.sent_at is not null
    order by q.order_request_id
    limit 1) as f on true
where c.from_mode = 'standby';

revoke all on ops.takeovers from public;
grant select on ops.takeovers to dba, irra_monitor;

comment on view ops.takeovers is
    'Each activation and drill: by whom, and the time from the second approval to the first order';

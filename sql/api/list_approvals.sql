-- What waits first, then the latest decisions. A request past its time reads as expired at once.
-- Calls: auth.audit_read, auth.list_limit, auth.require
-- Writes: -
create or replace function api.list_approvals()
returns jsonb
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_answer jsonb;
begin
    perform auth.require('ops_supervisor', 'ops_admin', 'auditor');
    v_answer := (
        select coalesce(jsonb_agg(
            to_jsonb(a) order by a.state <> 'waiting', a.approval_id desc), '[]')
        from (
            select a.approval_id, a.action, a.payload, a.reason,
                case when a.state = 'waiting' and a.expires_at <= now() then 'expired'
                    else a.state end as state,
                requester.username as requested_by, a.requested_at, a.expires_at,
                decider.username as decided_by, a.decided_at, a.decision_reason
            from core.approvals as a
            join auth.ops_team as requester on requester.person_id = a.requested_by
            left join auth.ops_team as decider on decider.person_id = a.decided_by
            order by a.state <> 'waiting', a.approval_id desc
            limit auth.list_limit()) as a);
    perform auth.audit_read('list_approvals', null, v_answer);
    return v_answer;
end
$$;

revoke all on function api.list_approvals() from public;
grant execute on function api.list_approvals() to ops_supervisor, ops_admin, auditor;

comment on function api.list_approvals() is
    'GET /approvals: requests for a second person, waiting ones first, and what will be done';

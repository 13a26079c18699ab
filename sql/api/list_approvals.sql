-- What waits first, then the latest decisions, in pages. A request past its time reads as expired
-- at once.
-- Calls: auth.approval_shown, auth.audit_read, auth.current_person, auth.page_end,
-- auth.page_size, auth.page_start, auth.require
-- Writes: -
create or replace function api.list_approvals(
    page_limit bigint default null, page_cursor text default null)
returns jsonb
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_size bigint := auth.page_size(page_limit);
    v_start jsonb := auth.page_start('approvals', page_cursor);
    v_answer jsonb;
begin
    perform auth.require('ops_supervisor', 'ops_admin', 'auditor');
    v_answer := auth.page_end('approvals', (
        select coalesce(jsonb_agg(
            to_jsonb(a) || jsonb_build_object('shown', auth.approval_shown(a.approval_id),
                'is_waiting', a.state = 'waiting',
                'may_decide', a.state = 'waiting' and not a.is_own
                    and current_setting('role') <> 'auditor')
            order by a.state <> 'waiting', a.approval_id desc), '[]')
        from (
            select a.approval_id, a.action, a.payload, a.reason, s.state,
                requester.username as requested_by, a.requested_at, a.expires_at,
                decider.username as decided_by, a.decided_at, a.decision_reason,
                a.requested_by = (select auth.current_person()) as is_own
            from core.approvals as a
            cross join lateral (
                select case when a.state = 'waiting' and a.expires_at <= now() then 'expired'
                    else a.state end as state) as s
            join auth.ops_team as requester on requester.person_id = a.requested_by
            left join auth.ops_team as decider on decider.person_id = a.decided_by
            where v_start is null or (s.state <> 'waiting', -a.approval_id)
                > (v_start ->> 0 <> 'waiting', -(v_start ->> 1)::bigint)
            order by s.state <> 'waiting', a.approval_id desc
            limit v_size + 1) as a), v_size, 'state', 'approval_id');
    perform auth.audit_read('list_approvals', null, v_answer);
    return v_answer;
end
$$;

revoke all on function api.list_approvals(bigint, text) from public;
grant execute on function api.list_approvals(bigint, text)
    to ops_supervisor, ops_admin, auditor;

comment on function api.list_approvals(bigint, text) is
    'GET /approvals: requests for a second person, waiting ones first, and what will be done';

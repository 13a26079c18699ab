-- GET /approvals/{id}: one request, as the list has it, for whoever decides.
-- Calls: auth.approval_shown, auth.audit_read, auth.current_person, auth.require, auth.refuse.
-- Writes: none.
create or replace function api.get_approval(approval_id bigint)
returns jsonb
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    v_answer jsonb;
begin
    perform auth.require('ops_supervisor', 'ops_admin', 'auditor');
    v_answer := (
        select to_jsonb(k) || jsonb_build_object(
            'shown', auth.approval_shown(k.approval_id),
            'is_waiting', k.state = 'waiting',
            'may_decide', k.state = 'waiting' and not k.is_own
                and current_setting('role') <> 'auditor')
        from (
            select a.approval_id, a.action, a.payload, a.reason,
                case when a.state = 'waiting' and a.expires_at <= now() then 'expired'
                    else a.state end as state,
                requester.username as requested_by, a.requested_at, a.expires_at,
                decider.username as decided_by, a.decided_at, a.decision_reason,
                a.requested_by = (select auth.current_person()) as is_own
            from core.approvals a
            join auth.ops_team requester on requester.person_id = a.requested_by
            left join auth.ops_team decider on decider.person_id = a.decided_by
            where a.approval_id = get_approval.approval_id) k);
    if v_answer is null then
        perform auth.refuse('IR104', '{"object": "approval"}');
    end if;
    perform auth.audit_read('get_approval', null, v_answer);
    return v_answer;
end
$$;

revoke all on function api.get_approval(bigint) from public;
grant execute on function api.get_approval(bigint) to ops_supervisor, ops_admin, auditor;
comment on function api.get_approval(bigint) is
    'GET /approvals/{id}: one request for a second person and what it will do; IR104';

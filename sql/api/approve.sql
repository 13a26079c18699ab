-- The second of two people. Does exactly what the request showed, or nothing: when the desk has
-- moved on since, the approval is spent. Refusals that spend it are returned, so that they are
-- committed.
-- Calls: audit.append, auth.require, logic.change_site_mode, logic.claim_approval, logic.problem
-- Writes: core.approvals
create or replace function api.approve(approval_id bigint)
returns jsonb
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_person_id bigint := auth.require('ops_supervisor', 'ops_admin');
    v_approval core.approvals := logic.claim_approval(approve.approval_id, v_person_id);
    v_object text := 'approval:' || approve.approval_id;
begin
    if v_approval.approval_id is null then
        perform audit.append('approve:too_late', v_object);
        return logic.problem('IR204', jsonb_build_object('approval_id', approve.approval_id));
    end if;
    if not logic.change_site_mode(
        v_approval.payload ->> 'from_mode', v_approval.payload ->> 'to_mode', v_approval.reason,
        v_approval.requested_by, v_person_id)
    then
        update core.approvals as a set state = 'expired'
        where a.approval_id = approve.approval_id;
        perform audit.append('approve:outdated', v_object, null, null, v_approval.payload);
        return logic.problem('IR204', jsonb_build_object(
            'approval_id', approve.approval_id, 'reason', 'the mode has changed since',
            'expected_mode', v_approval.payload -> 'from_mode'));
    end if;
    update core.approvals as a
    set state = 'approved', decided_by = v_person_id, decided_at = now()
    where a.approval_id = approve.approval_id;
    perform audit.append('approve:' || v_approval.action, v_object, null,
        jsonb_build_object('mode', v_approval.payload -> 'from_mode'),
        jsonb_build_object('mode', v_approval.payload -> 'to_mode', 'reason', v_approval.reason));
    return jsonb_build_object('approval_id', v_approval.approval_id, 'state', 'approved',
        'action', v_approval.action, 'mode', v_approval.payload -> 'to_mode');
end
$$;

revoke all on function api.approve(bigint) from public;
grant execute on function api.approve(bigint) to ops_supervisor, ops_admin;

comment on function api.approve(bigint) is
    'POST /approvals/{id}/approve: does what was shown; IR404 one''s own, IR204 late or outdated';

-- The second of two people. Does exactly what the request showed, or nothing: when the desk has
-- moved on since, the approval is spent. Refusals that spend it are returned, so that they are
-- committed.
-- Calls: audit.append, auth.require, logic.carry_out_approval, logic.claim_approval,
-- logic.payload_logged, logic.problem
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
    v_answer jsonb;
    v_object text := 'approval:' || approve.approval_id;
begin
    if v_approval.approval_id is null then
        perform audit.append('approve:too_late', v_object);
        return logic.problem('IR204', jsonb_build_object('approval_id', approve.approval_id));
    end if;
    v_answer := logic.carry_out_approval(v_approval, v_person_id);
    if v_answer ? 'problem' then
        update core.approvals as a set state = 'expired'
        where a.approval_id = approve.approval_id;
        perform audit.append('approve:outdated', v_object, null, v_answer,
            logic.payload_logged(v_approval.payload));
        return v_answer;
    end if;
    update core.approvals as a
    set state = 'approved', decided_by = v_person_id, decided_at = now()
    where a.approval_id = approve.approval_id;
    perform audit.append('approve:' || v_approval.action, v_object,
        (v_approval.payload #>> '{client,user_id}')::bigint,
        logic.payload_logged(v_approval.payload) || jsonb_strip_nulls(jsonb_build_object(
            'mode', v_approval.payload -> 'from_mode')),
        v_answer || jsonb_build_object('reason', v_approval.reason));
    return jsonb_build_object('approval_id', v_approval.approval_id, 'state', 'approved',
        'action', v_approval.action) || v_answer;
end
$$;

revoke all on function api.approve(bigint) from public;
grant execute on function api.approve(bigint) to ops_supervisor, ops_admin;

comment on function api.approve(bigint) is
    'POST /approvals/{id}/approve: does what was shown; IR404 one''s own, IR204 late or outdated';

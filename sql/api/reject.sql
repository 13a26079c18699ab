-- Calls: audit.append, auth.require, logic.claim_approval, logic.drop_approval,
-- logic.payload_logged, logic.problem
-- Writes: core.approvals
create or replace function api.reject(approval_id bigint, reason text)
returns jsonb
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_person_id bigint := auth.require('ops_supervisor', 'ops_admin');
    v_approval core.approvals := logic.claim_approval(reject.approval_id, v_person_id);
begin
    if v_approval.approval_id is null then
        perform audit.append('reject:too_late', 'approval:' || reject.approval_id);
        return logic.problem('IR204', jsonb_build_object('approval_id', reject.approval_id));
    end if;
    update core.approvals as a
    set state = 'rejected', decided_by = v_person_id, decided_at = now(),
        decision_reason = reject.reason
    where a.approval_id = reject.approval_id;
    perform logic.drop_approval(v_approval);
    perform audit.append('reject:' || v_approval.action, 'approval:' || reject.approval_id,
        (v_approval.payload #>> '{client,user_id}')::bigint,
        logic.payload_logged(v_approval.payload),
        jsonb_build_object('reason', reject.reason));
    return jsonb_build_object('approval_id', v_approval.approval_id, 'state', 'rejected',
        'action', v_approval.action);
end
$$;

revoke all on function api.reject(bigint, text) from public;
grant execute on function api.reject(bigint, text) to ops_supervisor, ops_admin;

comment on function api.reject(bigint, text) is
    'POST /approvals/{id}/reject: nothing is done; IR404 one''s own, IR204 too late';

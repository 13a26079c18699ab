-- The approval, locked for its decision: waiting, in time, not the decider's own, and about nothing
-- that the decider's scopes do not cover. Raises what
-- the decider may not do; answers null when it is too late, after marking it expired.
-- Calls: logic.approval_in_scope, logic.drop_approval, logic.raise
-- Writes: core.approvals
create or replace function logic.claim_approval(approval_id bigint, person_id bigint)
returns core.approvals
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_approval core.approvals;
begin
    select a.* into v_approval from core.approvals as a
    where a.approval_id = claim_approval.approval_id for update;
    if v_approval.approval_id is null then
        perform logic.raise('IR104', '{"object": "approval"}');
    end if;
    if v_approval.requested_by = claim_approval.person_id then
        perform logic.raise('IR404', jsonb_build_object('approval_id', v_approval.approval_id));
    end if;
    if not logic.approval_in_scope(claim_approval.person_id, v_approval.payload) then
        perform logic.raise('IR403',
            '{"reason": "the request is about clients or segments that are not yours"}');
    end if;
    if v_approval.state = 'waiting' and v_approval.expires_at <= now() then
        update core.approvals as a set state = 'expired'
        where a.approval_id = v_approval.approval_id;
        perform logic.drop_approval(v_approval);
        return null;
    elsif v_approval.state <> 'waiting' then
        return null;
    end if;
    return v_approval;
end
$$;

revoke all on function logic.claim_approval(bigint, bigint) from public;

comment on function logic.claim_approval(bigint, bigint) is
    'The waiting approval, locked; null when decided or expired; IR104 unknown, IR404 one''s own';

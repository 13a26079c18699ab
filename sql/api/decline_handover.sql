-- POST /handovers/{id}/decline. The call stays where it is.
-- Calls: audit.append, auth.require, logic.claim_handover, logic.handover_answer
-- Writes: core.handovers
create or replace function api.decline_handover(handover_id bigint)
returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_person_id bigint := auth.require('ops_agent', 'ops_supervisor');
    v_handover core.handovers;
begin
    v_handover := logic.claim_handover(decline_handover.handover_id, v_person_id);
    update core.handovers as h set state = 'declined', decided_at = now()
    where h.handover_id = v_handover.handover_id
    returning h.* into v_handover;
    perform audit.append(
        'decline_handover', 'call:' || v_handover.call_id, v_handover.user_id);
    return logic.handover_answer(v_handover);
end
$$;

revoke all on function api.decline_handover(bigint) from public;
grant execute on function api.decline_handover(bigint) to ops_agent, ops_supervisor;
comment on function api.decline_handover(bigint) is
    'POST /handovers/{id}/decline: the call stays where it is; IR209 when it is too late to say so';

-- POST /handovers/{id}/accept. The one who was asked carries on, in the session they ask from.
-- Calls: audit.append, auth.current_session, auth.require, logic.claim_handover,
-- logic.handover_answer, logic.move_call, logic.require_successor. Writes: core.handovers.
create or replace function api.accept_handover(handover_id bigint)
returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_person_id bigint := auth.require('ops_agent', 'ops_supervisor');
    v_handover core.handovers;
    v_call core.calls;
    v_new core.calls;
    v_answer jsonb;
begin
    v_handover := logic.claim_handover(accept_handover.handover_id, v_person_id);
    select c.* into v_call from core.calls as c where c.call_id = v_handover.call_id;
    perform logic.require_successor(v_call, v_person_id);
    v_new := logic.move_call(v_call, v_person_id, auth.current_session());
    update core.handovers as h
    set state = 'accepted', decided_at = now(), new_call_id = v_new.call_id
    where h.handover_id = v_handover.handover_id
    returning h.* into v_handover;
    v_answer := logic.handover_answer(v_handover);
    perform audit.append('accept_handover', 'call:' || v_call.call_id, v_call.user_id,
        jsonb_build_object('person_id', v_call.person_id), v_answer);
    return v_answer;
end
$$;

revoke all on function api.accept_handover(bigint) from public;
grant execute on function api.accept_handover(bigint) to ops_agent, ops_supervisor;
comment on function api.accept_handover(bigint) is
    'POST /handovers/{id}/accept: the call is yours now; IR209 when over, decided or too late';

-- POST /calls/{id}/handover. An agent asks another, who accepts or not; a supervisor or admin gives
-- anybody's call to somebody at once. What was instructed stays with the old call.
-- Lock order: the call, its hand-overs. Calls: audit.append, auth.in_scope, auth.require,
-- auth.sees_all, logic.handover_answer, logic.move_call, logic.raise, logic.require_reason,
-- logic.require_successor, logic.setting_minutes. Writes: core.handovers.
create or replace function api.hand_over_call(call_id uuid, username text, reason text)
returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_person_id bigint := auth.require('ops_agent', 'ops_supervisor', 'ops_admin');
    v_call core.calls;
    v_new core.calls;
    v_to bigint;
    v_session_id uuid;
    v_handover core.handovers;
    v_answer jsonb;
begin
    perform logic.require_reason(hand_over_call.reason);
    select p.person_id into v_to from auth.ops_team as p
    where p.username = hand_over_call.username;
    select c.* into v_call from core.calls as c
    where c.call_id = hand_over_call.call_id
        and (c.person_id = v_person_id or (auth.sees_all() and auth.in_scope(c.user_id, null)))
    for update;
    if v_call.call_id is null then
        perform logic.raise('IR104', '{"object": "call"}');
    elsif v_to is null then
        perform logic.raise('IR104', '{"object": "member"}');
    elsif v_call.closed_at is not null or v_call.expires_at <= now() then
        perform logic.raise('IR209', '{"reason": "the call is over"}');
    end if;
    v_session_id := logic.require_successor(v_call, v_to);
    update core.handovers as h set state = 'replaced', decided_at = now()
    where h.call_id = v_call.call_id and h.state = 'asked';
    -- A supervisor does not wait: the agent may be gone.
    if current_setting('role') <> 'ops_agent' then
        v_new := logic.move_call(v_call, v_to, v_session_id);
    end if;
    insert into core.handovers as h (call_id, user_id, to_person_id, asked_by, reason, state,
        expires_at, decided_at, new_call_id)
    values (v_call.call_id, v_call.user_id, v_to, v_person_id, hand_over_call.reason,
        case when v_new.call_id is null then 'asked' else 'accepted' end,
        least(v_call.expires_at, now() + logic.setting_minutes('handover_minutes')),
        case when v_new.call_id is not null then now() end, v_new.call_id)
    returning h.* into v_handover;
    v_answer := logic.handover_answer(v_handover);
    perform audit.append('hand_over_call:' || v_handover.state, 'call:' || v_call.call_id,
        v_call.user_id, jsonb_build_object('person_id', v_call.person_id),
        v_answer || jsonb_build_object('reason', hand_over_call.reason));
    return v_answer;
end
$$;

revoke all on function api.hand_over_call(uuid, text, text) from public;
grant execute on function api.hand_over_call(uuid, text, text)
    to ops_agent, ops_supervisor, ops_admin;
comment on function api.hand_over_call(uuid, text, text) is
    'POST /calls/{id}/handover: asks another agent to carry on, or decides so; IR209';

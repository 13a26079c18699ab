-- One's own call; a supervisor or admin ends anybody's, so that no client waits for somebody who
-- left. Safe to repeat: a closed call answers when it was closed.
-- Calls: audit.append, auth.in_scope, auth.require, auth.sees_all, logic.raise
-- Writes: core.calls
create or replace function api.close_call(call_id uuid)
returns jsonb
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_person_id bigint := auth.require('ops_agent', 'ops_supervisor', 'ops_admin');
    v_call core.calls;
begin
    select c.* into v_call from core.calls as c
    where c.call_id = close_call.call_id
        and (c.person_id = v_person_id or (auth.sees_all() and auth.in_scope(c.user_id, null)))
    for update;
    if v_call.call_id is null then
        perform logic.raise('IR104', '{"object": "call"}');
    end if;
    if v_call.closed_at is null then
        update core.calls as c set closed_at = least(now(), c.expires_at)
        where c.call_id = close_call.call_id
        returning c.closed_at into v_call.closed_at;
        perform audit.append('close_call', 'call:' || v_call.call_id, v_call.user_id,
            jsonb_build_object('person_id', v_call.person_id, 'closed_at', null),
            jsonb_build_object('closed_at', v_call.closed_at));
    end if;
    return jsonb_build_object('call_id', v_call.call_id, 'user_id', v_call.user_id,
        'closed_at', v_call.closed_at);
end
$$;

revoke all on function api.close_call(uuid) from public;
grant execute on function api.close_call(uuid) to ops_agent, ops_supervisor, ops_admin;

comment on function api.close_call(uuid) is
    'POST /calls/{id}/close: ends the access that the call gave; IR104 for a call of somebody else';

-- POST /callers/{id}/give-up. They hung up, or were told to call again; by whoever took them or,
-- while they wait, by anybody who serves the queue.
-- Calls: audit.append, auth.require, auth.sees_all, logic.in_scope, logic.raise,
-- logic.require_reason. Writes: core.waiting_callers.
create or replace function api.give_up_caller(caller_id bigint, reason text)
returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_person_id bigint := auth.require('ops_agent', 'ops_supervisor', 'ops_admin');
    v_caller core.waiting_callers;
    v_answer jsonb;
begin
    perform logic.require_reason(give_up_caller.reason);
    perform pg_advisory_xact_lock(hashtext('core.waiting_callers'), 0);
    select w.* into v_caller from core.waiting_callers as w
    where w.caller_id = give_up_caller.caller_id
        and (w.user_id is null or logic.in_scope(v_person_id, w.user_id, null))
    for update;
    if v_caller.caller_id is null then
        perform logic.raise('IR104', '{"object": "caller"}');
    elsif v_caller.ended_at is not null then
        perform logic.raise('IR202', jsonb_build_object('state', v_caller.state));
    elsif v_caller.state = 'taken' and v_caller.taken_by <> v_person_id
        and not auth.sees_all() then
        perform logic.raise('IR403', '{"reason": "another agent speaks to them"}');
    end if;
    update core.waiting_callers as w
    set state = 'gave_up', ended_at = now(), end_reason = give_up_caller.reason
    where w.caller_id = v_caller.caller_id
    returning w.* into v_caller;
    v_answer := jsonb_build_object('caller_id', v_caller.caller_id, 'state', v_caller.state,
        'waited_seconds', floor(extract(epoch from now() - v_caller.waiting_since))::bigint);
    perform audit.append('give_up_caller', 'caller:' || v_caller.caller_id, null, null,
        v_answer || jsonb_build_object('reason', give_up_caller.reason));
    return v_answer;
end
$$;

revoke all on function api.give_up_caller(bigint, text) from public;
grant execute on function api.give_up_caller(bigint, text) to ops_agent, ops_supervisor, ops_admin;
comment on function api.give_up_caller(bigint, text) is
    'POST /callers/{id}/give-up: takes a caller out of the queue; IR202 when it is over';

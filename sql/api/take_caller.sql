-- POST /callers/next. The caller with the highest priority whom the person's scopes allow; the same
-- one again until they are served or given up. Nobody waiting is an answer, too.
-- Calls: audit.append, auth.require, logic.caller_priorities, logic.callers_due, logic.in_scope
-- Writes: core.waiting_callers
create or replace function api.take_caller()
returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_person_id bigint := auth.require('ops_agent', 'ops_supervisor');
    v_caller core.waiting_callers;
begin
    -- One look at the queue at a time: the next is the next for everybody.
    perform pg_advisory_xact_lock(hashtext('core.waiting_callers'), 0);
    perform logic.callers_due();
    select w.* into v_caller from core.waiting_callers as w
    where w.taken_by = v_person_id and w.state = 'taken';
    if v_caller.caller_id is null then
        update core.waiting_callers as w
        set state = 'taken', taken_by = v_person_id, taken_at = now()
        where w.caller_id = (
            select p.caller_id from logic.caller_priorities() as p
            join core.waiting_callers as x on x.caller_id = p.caller_id and x.state = 'waiting'
            where x.user_id is null or logic.in_scope(v_person_id, x.user_id, null)
            order by p.priority desc, p.caller_id limit 1)
        returning w.* into v_caller;
    end if;
    if v_caller.caller_id is null then
        return '{"caller": null}'::jsonb;
    end if;
    perform audit.append('take_caller', 'caller:' || v_caller.caller_id);
    return jsonb_build_object('caller', jsonb_build_object(
        'caller_id', v_caller.caller_id, 'caller_number', v_caller.caller_number,
        'broker_id_said', v_caller.broker_id, 'waiting_since', v_caller.waiting_since,
        'taken_at', v_caller.taken_at, 'priority', (
            select p.priority from logic.caller_priorities() as p
            where p.caller_id = v_caller.caller_id)));
end
$$;

revoke all on function api.take_caller() from public;
grant execute on function api.take_caller() to ops_agent, ops_supervisor;
comment on function api.take_caller() is
    'POST /callers/next: takes the next caller; {"caller": null} when nobody waits';

-- POST /callers. What a caller says of themselves; the answer is the same whoever they are. The
-- same number again keeps its place.
-- Calls: audit.append, auth.require, logic.client_said, logic.raise, logic.setting_integer
-- Writes: core.waiting_callers
create or replace function api.add_caller(caller_number text, broker_id text default null)
returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    v_person_id bigint := auth.require('ops_agent', 'ops_supervisor', 'ops_admin');
    v_caller core.waiting_callers;
    v_waiting bigint;
begin
    if add_caller.caller_number !~ '^\+?[0-9 -]{3,20}$' then
        perform logic.raise('IR101',
            '{"field": "caller_number", "expected": "a telephone number"}');
    elsif add_caller.broker_id !~ '^[\x21-\x7e]{1,32}$' then
        perform logic.raise('IR101', '{"field": "broker_id",
            "expected": "what the caller said: at most 32 letters, digits and signs"}');
    end if;
    select count(*) into v_waiting from core.waiting_callers as w where w.state = 'waiting';
    if v_waiting >= logic.setting_integer('list_limit') then
        perform logic.raise('IR429', jsonb_build_object('waiting', v_waiting));
    end if;
    insert into core.waiting_callers as w (broker_id, caller_number, user_id, added_by)
    values (add_caller.broker_id, add_caller.caller_number,
        logic.client_said(add_caller.broker_id, add_caller.caller_number), v_person_id)
    -- Who calls again while waiting keeps their place.
    on conflict (caller_number) where state in ('waiting', 'taken') do update
    set broker_id = coalesce(excluded.broker_id, w.broker_id),
        user_id = coalesce(excluded.user_id, w.user_id)
    returning w.* into v_caller;
    perform audit.append('add_caller', 'caller:' || v_caller.caller_id, null, null,
        jsonb_build_object('caller_number', v_caller.caller_number,
            'broker_id_said', v_caller.broker_id));
    return jsonb_build_object('caller_id', v_caller.caller_id, 'state', v_caller.state,
        'waiting_since', v_caller.waiting_since);
end
$$;

revoke all on function api.add_caller(text, text) from public;
grant execute on function api.add_caller(text, text) to ops_agent, ops_supervisor, ops_admin;
comment on function api.add_caller(text, text) is
    'POST /callers: puts a caller in the queue; IR429 when it is full';

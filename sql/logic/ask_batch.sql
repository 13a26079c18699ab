-- A square-off of several positions: one parent order each, worked one by one by queue.work_exits.
-- Everything of a client (no narrower scope, or every position by its number) needs two people, and
-- so does what is worth more than one person may close; then each parent order closes at most what
-- the second person was shown.
-- Calls: logic.client_shown, logic.names_all, logic.needs_second_person,
-- logic.remember_instruction, logic.request_approval, logic.require_call_otp, logic.setting.
-- Writes: core.batches, core.exits.
create or replace function logic.ask_batch(
    call core.calls, scope jsonb, closable jsonb)
returns core.batches
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
declare
    v_asked core.exits;
    v_batch core.batches;
    v_approval_id bigint;
    v_is_all boolean := scope - 'order_type' - 'cancel_pending' = '{}'
        or logic.names_all(call, scope, closable);
    v_value numeric;
begin
    v_asked.call_id := call.call_id;
    v_asked.person_id := call.person_id;
    -- Unknown as soon as one of them is.
    select case when bool_and(x.value -> 'value' <> 'null') then
        sum((x.value ->> 'value')::numeric) end
    into v_value from jsonb_array_elements(closable) x;
    perform logic.require_call_otp(call.call_id, 'square_off_all', v_value);
    if (v_is_all and logic.setting('square_off_all_needs_approval') = 'on')
        or logic.needs_second_person(v_value) then
        v_approval_id := (logic.request_approval('square_off_all', jsonb_build_object(
                'client', logic.client_shown(call.user_id), 'scope', scope,
                'value', v_value, 'exits', closable),
            case when v_is_all then 'a square-off of all positions'
                else 'square-offs above the value for one person' end,
            call.person_id)).approval_id;
    end if;
    insert into core.batches as b (
        call_id, user_id, person_id, instruction_id, approval_id, scope, state)
    values (call.call_id, call.user_id, call.person_id,
        logic.remember_instruction(v_asked, 'square_off_all',
            scope || jsonb_build_object('exits', closable)),
        v_approval_id, scope,
        case when v_approval_id is null then 'running' else 'waiting_approval' end)
    returning b.* into v_batch;
    insert into core.exits (batch_id, call_id, user_id, person_id, instruction_id, approval_id,
        position_id, quantity, order_type, cancel_pending, state, due_at, request_id)
    select v_batch.batch_id, call.call_id, call.user_id, call.person_id, v_batch.instruction_id,
        v_approval_id, (x.value ->> 'position_id')::bigint,
        case when v_approval_id is not null then (x.value ->> 'quantity')::bigint end,
        scope ->> 'order_type', (scope ->> 'cancel_pending')::boolean,
        case when v_approval_id is null then 'queued' else 'waiting_approval' end,
        case when v_approval_id is null then now() end,
        nullif(current_setting('irra.request_id', true), '')
    from jsonb_array_elements(closable) x
    order by (x.value ->> 'position_id')::bigint;
    return v_batch;
end
$$;

revoke all on function logic.ask_batch(core.calls, jsonb, jsonb) from public;
comment on function logic.ask_batch(core.calls, jsonb, jsonb) is
    'A batch with its parent orders, running or waiting for a second person';

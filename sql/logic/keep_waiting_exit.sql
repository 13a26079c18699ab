-- An exit that waits until the exchange has said what became of the exits before it. It is looked
-- at every second, and at once when one of them ends (logic.wake_exits).
-- Calls: logic.remember_instruction. Writes: core.exits.
create or replace function logic.keep_waiting_exit(asked core.exits)
returns core.exits
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
declare
    v_exit core.exits := asked;
    v_look_again constant interval := interval '1 second';
begin
    v_exit.state := 'waiting_cancels';
    v_exit.due_at := clock_timestamp() + v_look_again;
    if asked.exit_id is not null then
        update core.exits e set state = v_exit.state, due_at = v_exit.due_at
        where e.exit_id = asked.exit_id;
        return v_exit;
    end if;
    v_exit.instruction_id := logic.remember_instruction(asked, 'square_off', jsonb_build_object(
        'position_id', asked.position_id, 'quantity', asked.quantity,
        'percent', asked.percent, 'order_type', asked.order_type,
        'limit_price', asked.limit_price, 'cancel_pending', true));
    insert into core.exits as e (call_id, user_id, person_id, instruction_id, position_id,
        quantity, percent, order_type, limit_price, exchange, cancel_pending, state, due_at,
        request_id, created_at)
    values (v_exit.call_id, v_exit.user_id, v_exit.person_id, v_exit.instruction_id,
        v_exit.position_id, v_exit.quantity, v_exit.percent, v_exit.order_type,
        v_exit.limit_price, v_exit.exchange, true, v_exit.state, v_exit.due_at,
        v_exit.request_id, v_exit.created_at)
    returning e.exit_id into v_exit.exit_id;
    return v_exit;
end
$$;

revoke all on function logic.keep_waiting_exit(core.exits) from public;
comment on function logic.keep_waiting_exit(core.exits) is
    'Keeps an exit until the pending ones before it are cancelled; answers it';

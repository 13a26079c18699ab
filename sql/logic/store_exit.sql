-- What was decided about an exit becomes rows: its instruction, the parent order, its children.
-- Above a value they wait for a second person, who sees exactly what will be sent; they reserve
-- the position meanwhile.
-- Calls: logic.client_shown, logic.exit_price_shown, logic.funds_warnings,
-- logic.insert_exit_orders, logic.needs_second_person, logic.remember_instruction,
-- logic.request_approval, logic.require_call_otp, logic.slice_quantity. Writes: core.exits.
create or replace function logic.store_exit(
    asked core.exits, closed core.positions, leg_position_id bigint,
    instrument book.instruments, session_name text, side text, units bigint, price numeric)
returns core.exits
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
declare
    v_exit core.exits := asked;
    v_each numeric := logic.exit_price_shown(instrument, price);
    v_shown jsonb := jsonb_build_object(
        'position_id', closed.position_id, 'symbol', instrument.symbol,
        'exchange', instrument.exchange, 'segment', instrument.segment,
        'product', closed.product, 'side', side, 'quantity', units,
        'order_type', asked.order_type, 'limit_price', price);
begin
    v_exit.warnings := logic.funds_warnings(closed.user_id, instrument, side, units, v_each);
    if asked.batch_id is null then
        perform logic.require_call_otp(
            asked.call_id, 'square_off', units * v_each * instrument.multiplier);
    end if;
    if v_exit.instruction_id is null then
        v_exit.instruction_id := logic.remember_instruction(asked, 'square_off', v_shown);
    end if;
    v_exit.state := 'placed';
    v_exit.placed_at := now();
    v_exit.due_at := null;
    if v_exit.approval_id is null
        and logic.needs_second_person(units * v_each * instrument.multiplier) then
        v_exit.state := 'waiting_approval';
        v_exit.placed_at := null;
        v_exit.approval_id := (logic.request_approval('square_off',
            v_shown || jsonb_strip_nulls(jsonb_build_object(
                'client', logic.client_shown(closed.user_id), 'price', v_each,
                'value', trim_scale(units * v_each * instrument.multiplier),
                'slice_quantity', logic.slice_quantity(instrument, units),
                'closes_on_another_exchange', case when leg_position_id is not null then true end,
                'warnings', v_exit.warnings)),
            'a square-off above the value for one person', asked.person_id)).approval_id;
    end if;

    if asked.exit_id is not null then
        update core.exits e
        set state = v_exit.state, placed_at = v_exit.placed_at, due_at = null,
            approval_id = v_exit.approval_id, warnings = v_exit.warnings
        where e.exit_id = asked.exit_id;
    else
        insert into core.exits as e (call_id, user_id, person_id, instruction_id, approval_id,
            position_id, quantity, percent, order_type, limit_price, exchange, cancel_pending,
            state, warnings, request_id, created_at, placed_at)
        values (v_exit.call_id, v_exit.user_id, v_exit.person_id, v_exit.instruction_id,
            v_exit.approval_id, v_exit.position_id, v_exit.quantity, v_exit.percent,
            v_exit.order_type, v_exit.limit_price, v_exit.exchange, v_exit.cancel_pending,
            v_exit.state, v_exit.warnings, v_exit.request_id, v_exit.created_at, v_exit.placed_at)
        returning e.exit_id into v_exit.exit_id;
    end if;
    perform logic.insert_exit_orders(v_exit, closed, leg_position_id, instrument, session_name,
        side, units, price);
    return v_exit;
end
$$;

revoke all on function logic.store_exit(core.exits, core.positions, bigint, book.instruments,
    text, text, bigint, numeric) from public;
comment on function logic.store_exit(core.exits, core.positions, bigint, book.instruments,
    text, text, bigint, numeric) is
    'Keeps a decided exit with its orders; answers the parent order; IR301, IR304';

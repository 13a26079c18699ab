-- Only risk goes down: the one way to make an order. Opposite to the position, same product, at
-- most what is available, decided under the position's row lock; named by a call of the person
-- who places it. Sliced below the exchange's freeze quantity. All slices or none.
-- Lock order: site (shared, advisory), position, then new rows only.
-- Calls: logic.require_book_complete, logic.available_quantity, logic.lock_position,
-- logic.tradable_instrument, logic.raise, logic.require_order_mode, logic.position_reservations,
-- logic.exit_quantity, logic.exit_price, logic.route_order, logic.insert_exit_orders,
-- logic.enqueue_requests. Writes: core.instructions.
create or replace function logic.place_exit(
    call core.calls, position_id bigint, quantity bigint, percent numeric, order_type text,
    limit_price numeric)
returns bigint[]
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
declare
    v_position core.positions;
    v_instrument book.instruments;
    v_instruction_id bigint;
    v_available bigint;
    v_units bigint;
    v_price numeric;
    v_side text;
    v_order_ids bigint[];
begin
    perform logic.require_order_mode();
    perform logic.require_book_complete();
    -- Each statement must see what committed before its lock was granted.
    if current_setting('transaction_isolation') <> 'read committed' then
        perform logic.raise('IR901', jsonb_build_object(
            'transaction_isolation', current_setting('transaction_isolation')));
    end if;
    if order_type not in ('PROTECTED', 'LIMIT', 'MARKET') then
        perform logic.raise('IR101', jsonb_build_object(
            'field', 'order_type', 'expected', 'PROTECTED, LIMIT or MARKET', 'got', order_type));
    end if;
    v_position := logic.lock_position(place_exit.position_id, call.user_id);
    -- Before anything of the book is believed: not when a row about it was refused.
    v_instrument := logic.tradable_instrument(v_position);
    v_available := logic.available_quantity(v_position);
    select * into v_position
    from core.positions p where p.position_id = place_exit.position_id;
    if v_position.net_quantity = 0 then
        perform logic.raise('IR302', jsonb_build_object('position_id', v_position.position_id));
    end if;
    v_side := case when v_position.net_quantity > 0 then 'sell' else 'buy' end;
    v_units := logic.exit_quantity(v_available, v_instrument.lot_size, quantity, percent);
    v_price := logic.exit_price(v_instrument, v_side, order_type, limit_price);

    insert into core.instructions (call_id, person_id, kind, details)
    values (call.call_id, call.person_id, 'square_off', jsonb_build_object(
        'position_id', v_position.position_id, 'symbol', v_instrument.symbol,
        'product', v_position.product, 'side', v_side, 'quantity', v_units,
        'order_type', order_type, 'limit_price', v_price))
    returning instruction_id into v_instruction_id;

    v_order_ids := logic.insert_exit_orders(
        call, v_instruction_id, v_position, v_instrument, v_side, v_units, order_type, v_price);
    return v_order_ids;
end
$$;

revoke all on function logic.place_exit(core.calls, bigint, bigint, numeric, text, numeric)
    from public;
comment on function logic.place_exit(core.calls, bigint, bigint, numeric, text, numeric) is
    'Places the exit of a position, in slices; answers the orders; IR1xx, IR2xx, IR3xx';

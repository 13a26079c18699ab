-- A client changes an order: price, or quantity down, or up by what is still available, decided
-- under the position's row lock with the book folded first. Only an order that rests in the
-- exchange's book is changed; one that has not left, or has not been answered, is taken back and
-- placed anew, so that no two messages race about what it is for. Asking again for what is
-- already asked for, or for what the order is, changes nothing. Answers warnings about funds.
-- Lock order: client's funds, site (shared, advisory), positions ascending, order.
-- Calls: logic.available_quantity, logic.check_modification, logic.exit_price,
-- logic.funds_warnings, logic.lock_funds, logic.raise, logic.replace_orders,
-- logic.require_book_complete, logic.require_no_control, logic.require_order_mode,
-- logic.tradable_instrument. Writes: core.instructions.
create or replace function logic.modify_order(
    call core.calls, order_id bigint, quantity bigint, limit_price numeric)
returns jsonb
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
declare
    v_order core.orders;
    v_position core.positions;
    v_instrument book.instruments;
    v_available bigint := 0;
    v_quantity bigint;
    v_price numeric;
    v_more numeric;
    v_warnings jsonb;
begin
    perform logic.lock_funds(call.user_id);
    perform logic.require_order_mode();
    -- Each statement must see what committed before its lock was granted.
    if current_setting('transaction_isolation') <> 'read committed' then
        perform logic.raise('IR901', jsonb_build_object(
            'transaction_isolation', current_setting('transaction_isolation')));
    end if;
    select * into v_order from core.orders o
    where o.order_id = modify_order.order_id and o.user_id = call.user_id;
    perform from core.positions p
    where p.position_id in (v_order.position_id, v_order.leg_position_id)
    order by p.position_id
    for no key update;
    if modify_order.quantity > v_order.quantity then
        perform logic.require_book_complete();
        select * into v_position from core.positions p
        where p.position_id = v_order.position_id;
        perform logic.tradable_instrument(v_position);
        v_available := logic.available_quantity(v_position);
        -- On the other side of the position, or of none, nothing may grow.
        select * into v_position from core.positions p
        where p.position_id = v_order.position_id;
        if v_position.net_quantity = 0
            or (v_order.side = 'sell') <> (v_position.net_quantity > 0) then
            v_available := 0;
        end if;
    end if;
    select * into v_order from core.orders o
    where o.order_id = modify_order.order_id for no key update;
    select * into v_instrument from book.instruments i
    where i.instrument_id = v_order.instrument_id;
    perform logic.require_no_control(call.person_id, v_instrument.exchange,
        v_instrument.segment, v_order.session_name);
    v_quantity := coalesce(modify_order.quantity, v_order.quantity);
    v_price := coalesce(modify_order.limit_price, v_order.limit_price);
    if logic.check_modification(v_order, v_instrument, v_quantity, v_price, v_available) then
        return null;
    end if;
    if modify_order.limit_price is not null then
        perform logic.exit_price(v_instrument, v_order.side, case v_order.order_type
            when 'MARKET' then 'MARKET' else 'LIMIT' end, modify_order.limit_price);
    end if;
    -- What it costs more than before; unknown without a price.
    v_more := v_quantity * v_price - v_order.quantity * v_order.limit_price;
    if coalesce(v_more > 0, v_quantity > v_order.quantity) then
        v_warnings := logic.funds_warnings(
            call.user_id, v_instrument, v_order.side, 1, v_more);
    end if;

    insert into core.instructions (call_id, person_id, kind, details)
    values (call.call_id, call.person_id, 'modify', jsonb_build_object(
        'order_id', v_order.order_id, 'cl_ord_id', v_order.cl_ord_id,
        'quantity', v_quantity, 'limit_price', v_price,
        'quantity_before', v_order.quantity, 'limit_price_before', v_order.limit_price));
    perform logic.replace_orders(array[v_order.order_id], array[v_quantity], array[v_price],
        case when modify_order.limit_price is null then 'quantity' else 'price' end);
    return v_warnings;
end
$$;

revoke all on function logic.modify_order(core.calls, bigint, bigint, numeric) from public;
comment on function logic.modify_order(core.calls, bigint, bigint, numeric) is
    'Asks the exchange to replace a client''s order; IR101, IR104, IR107, IR108, IR2xx, IR301';

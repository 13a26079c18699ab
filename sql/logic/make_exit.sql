-- Only risk goes down: the one way to make orders. Opposite to the position, same product, at most
-- what is available, decided under the position's row lock; named by a call of the person who
-- asks. All slices or none. `asked` is a parent order as it was asked for: kept already when it
-- had to wait, else it is kept here.
-- Lock order: client's funds, site (shared, advisory), positions, then own orders to cancel, then
-- new rows only. The caller holds the first and wakes the sessions when all is done.
-- Calls: logic.available_quantity, logic.cancel_pending_exits, logic.exit_price,
-- logic.exit_quantity, logic.keep_waiting_exit, logic.lock_leg, logic.lock_position, logic.raise,
-- logic.require_book_complete, logic.require_free_leg, logic.require_in_scope,
-- logic.require_no_control, logic.require_order_mode, logic.route_order, logic.store_exit,
-- logic.tradable_instrument. Writes: none itself.
create or replace function logic.make_exit(asked core.exits)
returns core.exits
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
declare
    v_closed core.positions;
    v_leg core.positions;
    v_instrument book.instruments;
    v_session text;
    v_available bigint;
    v_units bigint;
    v_side text;
    v_price numeric;
begin
    perform logic.require_order_mode();
    perform logic.require_book_complete();
    -- Each statement must see what committed before its lock was granted.
    if current_setting('transaction_isolation') <> 'read committed' then
        perform logic.raise('IR901', jsonb_build_object(
            'transaction_isolation', current_setting('transaction_isolation')));
    end if;
    if asked.exchange is not null then
        v_leg := logic.lock_leg(asked.position_id, asked.user_id, asked.exchange);
    end if;
    v_closed := logic.lock_position(asked.position_id, asked.user_id);
    perform logic.require_in_scope(asked.person_id, asked.user_id, v_closed.instrument_id);
    if v_leg.position_id is not null then
        perform logic.require_in_scope(asked.person_id, asked.user_id, v_leg.instrument_id);
    end if;
    -- Before anything of the book is believed: not when a row about it was refused.
    v_instrument := logic.tradable_instrument(v_closed);
    if v_leg.position_id is not null then
        v_instrument := logic.tradable_instrument(v_leg);
    end if;
    v_session := logic.route_order(v_instrument.exchange, v_instrument.segment);
    perform logic.require_no_control(
        asked.person_id, v_instrument.exchange, v_instrument.segment, v_session);
    v_available := logic.available_quantity(v_closed);
    select * into v_closed from core.positions p where p.position_id = asked.position_id;
    if v_closed.net_quantity = 0 then
        perform logic.raise('IR302', jsonb_build_object('position_id', v_closed.position_id));
    end if;
    if asked.cancel_pending then
        if logic.cancel_pending_exits(asked, v_closed) then
            return logic.keep_waiting_exit(asked);
        end if;
        v_available := logic.available_quantity(v_closed);
        select * into v_closed from core.positions p where p.position_id = asked.position_id;
    end if;
    if v_leg.position_id is not null then
        perform logic.require_free_leg(v_closed, v_leg);
    end if;
    v_side := case when v_closed.net_quantity > 0 then 'sell' else 'buy' end;
    v_units := logic.exit_quantity(v_available, abs(v_closed.net_quantity),
        v_instrument.lot_size, asked.quantity, asked.percent, asked.cancel_pending);
    v_price := logic.exit_price(v_instrument, v_side, asked.order_type, asked.limit_price);
    return logic.store_exit(asked, v_closed, v_leg.position_id, v_instrument, v_session, v_side,
        v_units, v_price);
end
$$;

revoke all on function logic.make_exit(core.exits) from public;
comment on function logic.make_exit(core.exits) is
    'Makes the orders of a parent order, or keeps it waiting; answers it; IR1xx, IR2xx, IR3xx';

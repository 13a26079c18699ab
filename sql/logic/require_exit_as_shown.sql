-- Looks again at everything that may have moved while an exit waited for its second person: the
-- desk's mode, controls, the book, the instrument, the price range, the funds and above all the
-- position. Exactly what was shown may still be sent, or IR204 and the rule that forbids it.
-- The call may have ended: what the client said on it stands.
-- Lock order: client's funds, site (shared), positions, orders.
-- Calls: logic.available_quantity, logic.exit_price_shown, logic.funds_warnings, logic.lock_funds,
-- logic.lock_leg, logic.lock_position, logic.position_reservations, logic.price_range, logic.raise,
-- logic.require_book_complete, logic.require_in_scope, logic.require_no_control,
-- logic.require_order_mode,
-- logic.route_order, logic.tradable_instrument. Writes: none itself.
create or replace function logic.require_exit_as_shown(
    waiting core.exits, shown jsonb, person_id bigint)
returns void
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
declare
    v_closed core.positions;
    v_leg core.positions;
    v_instrument book.instruments;
    v_order core.orders;
    v_units bigint := (shown ->> 'quantity')::bigint;
    v_price numeric := (shown ->> 'limit_price')::numeric;
begin
    perform logic.lock_funds(waiting.user_id);
    perform logic.require_order_mode();
    perform logic.require_book_complete();
    if waiting.exchange is not null then
        v_leg := logic.lock_leg(waiting.position_id, waiting.user_id, waiting.exchange);
    end if;
    v_closed := logic.lock_position(waiting.position_id, waiting.user_id);
    perform logic.require_in_scope(waiting.person_id, waiting.user_id, i.instrument_id)
    from unnest(array[v_closed.instrument_id, v_leg.instrument_id]) i (instrument_id);
    v_instrument := logic.tradable_instrument(v_closed);
    if v_leg.position_id is not null then
        v_instrument := logic.tradable_instrument(v_leg);
    end if;
    perform logic.available_quantity(v_closed);
    perform from core.orders o
    where o.exit_id = waiting.exit_id order by o.order_id for no key update;
    select * into v_order from core.orders o where o.exit_id = waiting.exit_id limit 1;
    if v_order.session_name
            <> logic.route_order(v_instrument.exchange, v_instrument.segment) then
        perform logic.raise('IR203', jsonb_build_object('session_name', v_order.session_name,
            'exchange', v_instrument.exchange, 'segment', v_instrument.segment));
    end if;
    perform logic.require_no_control(
        p.id, v_instrument.exchange, v_instrument.segment, v_order.session_name)
    from (values (waiting.person_id), (require_exit_as_shown.person_id)) p (id);
    if (select coalesce(sum(o.quantity), 0) from core.orders o
            where o.exit_id = waiting.exit_id and o.status = 'pending_approval'
                and o.instrument_id = v_instrument.instrument_id) <> v_units
        or not exists (
            select from core.positions p
            cross join logic.position_reservations(array[p.position_id]) r
            where p.position_id = waiting.position_id
                and abs(p.net_quantity) >= r.reserved + r.linked
                and v_order.side = case when p.net_quantity > 0 then 'sell' else 'buy' end) then
        perform logic.raise('IR301', jsonb_build_object(
            'position_id', waiting.position_id, 'quantity', v_units,
            'reason', 'the position is not what it was'));
    end if;
    if v_price % v_instrument.tick_size <> 0 or exists (
            select from logic.price_range(v_instrument) r
            where v_price < r.lowest or v_price > r.highest) then
        perform logic.raise('IR108', jsonb_build_object('limit_price', v_price,
            'lower_price', v_instrument.lower_price, 'upper_price', v_instrument.upper_price));
    end if;
    -- Its own orders are spoken for already.
    perform logic.funds_warnings(waiting.user_id, v_instrument, v_order.side, 0,
        logic.exit_price_shown(v_instrument, v_price));
end
$$;

revoke all on function logic.require_exit_as_shown(core.exits, jsonb, bigint) from public;
comment on function logic.require_exit_as_shown(core.exits, jsonb, bigint) is
    'Refuses to send what a second person approved when anything about it has moved';

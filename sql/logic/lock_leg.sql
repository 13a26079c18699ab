-- For an exit on another exchange: the client's position there, made if absent, locked together
-- with the one that is closed, in ascending order. Null when the exchange is the position's own.
-- Calls: logic.other_listing, logic.raise. Writes: core.positions.
create or replace function logic.lock_leg(position_id bigint, user_id bigint, exchange text)
returns core.positions
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
declare
    v_closed core.positions;
    v_leg core.positions;
    v_instrument book.instruments;
    v_listing book.instruments;
begin
    if lock_leg.exchange not in ('NSE', 'BSE') then
        perform logic.raise('IR101', jsonb_build_object(
            'field', 'exchange', 'expected', 'NSE or BSE'));
    end if;
    select * into v_closed from core.positions p
    where p.position_id = lock_leg.position_id and p.user_id = lock_leg.user_id;
    select * into v_instrument from book.instruments i
    where i.instrument_id = v_closed.instrument_id;
    -- Whose it is and what it is in, is refused when it is locked and looked at.
    if v_instrument.instrument_id is null or v_instrument.exchange = lock_leg.exchange then
        return null;
    end if;
    v_listing := logic.other_listing(v_instrument, lock_leg.exchange);
    insert into core.positions (trade_date, user_id, instrument_id, product)
    values (v_closed.trade_date, v_closed.user_id, v_listing.instrument_id, v_closed.product)
    on conflict do nothing;
    perform from core.positions p
    where p.user_id = v_closed.user_id and p.trade_date = v_closed.trade_date
        and p.product = v_closed.product
        and p.instrument_id in (v_closed.instrument_id, v_listing.instrument_id)
    order by p.position_id
    for no key update;
    select * into v_leg from core.positions p
    where (p.user_id, p.trade_date, p.instrument_id, p.product)
        = (v_closed.user_id, v_closed.trade_date, v_listing.instrument_id, v_closed.product);
    return v_leg;
end
$$;

revoke all on function logic.lock_leg(bigint, bigint, text) from public;
comment on function logic.lock_leg(bigint, bigint, text) is
    'The position on another exchange that an exit there trades in, locked; IR101, IR303';

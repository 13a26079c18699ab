-- Calls: logic.has_refused_rows, logic.is_sendable, logic.raise, logic.trading_day. Writes: none.
create or replace function logic.tradable_instrument(traded core.positions)
returns book.instruments
language plpgsql stable security invoker set search_path = pg_catalog, pg_temp
as $$
declare
    v_known record;
    v_instrument book.instruments;
    refusal text;
begin
    select i as instrument, u.broker_id as account into v_known
    from (select) one
    left join book.instruments i on i.instrument_id = traded.instrument_id
    left join book.users u on u.user_id = traded.user_id;
    v_instrument := v_known.instrument;
    refusal := case
        when v_instrument.instrument_id is null then 'the instrument is not in the book'
        when traded.trade_date is distinct from logic.trading_day()
            then 'the position is not of the current trading day'
        when v_instrument.expiry_date < traded.trade_date then 'the contract has expired'
        when least(v_instrument.lot_size, v_instrument.tick_size, v_instrument.multiplier) <= 0
            then 'its lot, tick or multiplier is not above 0'
        when v_instrument.segment = 'CM' and traded.product = 'NRML'
            then 'the product does not exist in this segment'
        when v_instrument.segment <> 'CM' and traded.product = 'CNC'
            then 'the product does not exist in this segment'
        when logic.has_refused_rows(
            traded.user_id, traded.instrument_id, traded.trade_date)
            then 'a row of the primary''s book about it was refused and waits for a person'
        when not logic.is_sendable(v_instrument, v_known.account)
            then 'a name in the book cannot be written into a FIX message'
    end;
    if refusal is not null then
        perform logic.raise('IR303', jsonb_build_object(
            'position_id', traded.position_id, 'symbol', v_instrument.symbol,
            'product', traded.product, 'reason', refusal));
    end if;
    return v_instrument;
end
$$;

revoke all on function logic.tradable_instrument(core.positions) from public;
comment on function logic.tradable_instrument(core.positions) is
    'The instrument of a position if it can be traded today; IR303 with the reason otherwise';

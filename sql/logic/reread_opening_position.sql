-- A row that is gone because its key changed counts nothing: the new key has the quantity. A row
-- that was deleted is for a person while its day is not over, because nobody deletes what a client
-- holds: somebody is emptying the table to copy it again, or it is a slip. Zero would turn a closed
-- position into an open one, the wrong way round. When the row comes back, that settles it. Of a
-- frozen day the position keeps its figure.
-- Calls: logic.hold_openings, logic.raise_alert, logic.take_opening_positions, logic.trading_day.
-- Writes: core.positions.overnight_*, core.alerts.
create or replace function logic.reread_opening_position(key jsonb, was_deleted boolean)
returns void
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
declare
    v_arrival bigint;
    v_position core.positions;
begin
    select o.arrival into v_arrival
    from book.opening_positions o
    where (o.trade_date, o.user_id, o.instrument_id, o.product)
        = ((key ->> 'trade_date')::date, (key ->> 'user_id')::bigint,
            (key ->> 'instrument_id')::bigint, key ->> 'product');
    if v_arrival is not null then
        perform logic.take_opening_positions(array[v_arrival]);
        return;
    end if;
    if exists (
        select from sync.frozen_days f where f.trade_date = (key ->> 'trade_date')::date) then
        perform logic.hold_openings(jsonb_build_array(key));
        return;
    end if;
    select * into v_position
    from core.positions p
    where (p.trade_date, p.user_id, p.instrument_id, p.product)
        = ((key ->> 'trade_date')::date, (key ->> 'user_id')::bigint,
            (key ->> 'instrument_id')::bigint, key ->> 'product')
    for no key update;
    if v_position.overnight_quantity is null or v_position.overnight_quantity = 0 then
        return;
    end if;
    if was_deleted and v_position.trade_date >= coalesce(logic.trading_day(), '-infinity') then
        perform logic.raise_alert('primary_deleted_opening_position', 'critical',
            v_position.position_id::text, jsonb_build_object(
                'trade_date', v_position.trade_date, 'user_id', v_position.user_id,
                'instrument_id', v_position.instrument_id, 'product', v_position.product,
                'overnight_quantity', v_position.overnight_quantity));
        return;
    end if;
    update core.positions p
    set overnight_quantity = 0, overnight_price = 0, updated_at = now()
    where p.position_id = v_position.position_id;
end
$$;

revoke all on function logic.reread_opening_position(jsonb, boolean) from public;
comment on function logic.reread_opening_position(jsonb, boolean) is
    'Sets a position''s overnight part to what the book says now; an alert when it was deleted';

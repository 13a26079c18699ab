-- Units of one slice: the largest whole number of lots not above the exchange's freeze quantity.
-- Calls: logic.raise, logic.setting_integer. Writes: none.
create or replace function logic.slice_quantity(instrument book.instruments, units bigint)
returns bigint
language plpgsql stable security invoker set search_path = pg_catalog, pg_temp
as $$
declare
    v_slice bigint := coalesce(
        instrument.freeze_quantity / instrument.lot_size * instrument.lot_size, units);
begin
    if v_slice <= 0 or units > v_slice
        and ceil(units::numeric / v_slice) > logic.setting_integer('max_slices') then
        perform logic.raise('IR301', jsonb_build_object(
            'quantity', units, 'freeze_quantity', instrument.freeze_quantity,
            'lot_size', instrument.lot_size, 'max_slices', logic.setting_integer('max_slices')));
    end if;
    return least(v_slice, units);
end
$$;

revoke all on function logic.slice_quantity(book.instruments, bigint) from public;
comment on function logic.slice_quantity(book.instruments, bigint) is
    'Most units of one order of an exit; IR301 when that makes too many slices';

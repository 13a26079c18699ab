-- Units to close: all that is available unless a quantity or a percentage says less. Never more
-- than available, always whole lots; a percentage is rounded down to whole lots.
-- Calls: logic.raise. Writes: none.
create or replace function logic.exit_quantity(
    available bigint, lot_size bigint, quantity bigint, percent numeric)
returns bigint
language plpgsql stable security invoker set search_path = pg_catalog, pg_temp
as $$
declare
    units bigint;
begin
    if quantity is not null and percent is not null then
        perform logic.raise('IR101', jsonb_build_object(
            'field', 'percent', 'expected', 'quantity or percent, not both'));
    end if;
    if quantity <= 0 then
        perform logic.raise('IR101', jsonb_build_object(
            'field', 'quantity', 'expected', 'more than 0', 'got', quantity));
    end if;
    if percent <= 0 or percent > 100 then
        perform logic.raise('IR101', jsonb_build_object(
            'field', 'percent', 'expected', 'more than 0, at most 100', 'got', percent));
    end if;
    units := case
        when quantity is not null then quantity
        when percent is not null then floor(available * percent / 100 / lot_size) * lot_size
        else available end;
    if units % lot_size <> 0 then
        perform logic.raise('IR107', jsonb_build_object(
            'quantity', units, 'lot_size', lot_size));
    end if;
    if units > available or units = 0 then
        perform logic.raise('IR301', jsonb_build_object(
            'quantity', coalesce(quantity, units), 'available', available));
    end if;
    return units;
end
$$;

revoke all on function logic.exit_quantity(bigint, bigint, bigint, numeric) from public;
comment on function logic.exit_quantity(bigint, bigint, bigint, numeric) is
    'Units of an exit: whole lots, at most what is available; IR101, IR107, IR301';

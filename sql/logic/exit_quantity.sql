-- Units to close: all that is available unless a quantity or a percentage says less. A percentage
-- is of the whole position, as a client says it ("half of it"), so that asking again closes the
-- other half; it is rounded down to whole lots and closes at most what is available. A quantity
-- above what is available is refused, unless the caller had pending exits cancelled first and takes
-- what is left then.
-- Calls: logic.raise. Writes: none.
create or replace function logic.exit_quantity(
    available bigint, held bigint, lot_size bigint, quantity bigint, percent numeric,
    takes_what_is_left boolean)
returns bigint
language plpgsql stable security invoker set search_path = pg_catalog, pg_temp
as $$
declare
    units bigint;
    v_whole_lots constant bigint := available / lot_size * lot_size;
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
    if quantity % lot_size <> 0 then
        perform logic.raise('IR107', jsonb_build_object(
            'quantity', quantity, 'lot_size', lot_size));
    end if;
    units := case
        when quantity is not null and takes_what_is_left then least(quantity, v_whole_lots)
        when quantity is not null then quantity
        when percent is not null then
            least(floor(held * percent / 100 / lot_size) * lot_size, v_whole_lots)
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

revoke all on function logic.exit_quantity(bigint, bigint, bigint, bigint, numeric, boolean)
    from public;
comment on function logic.exit_quantity(bigint, bigint, bigint, bigint, numeric, boolean) is
    'Units of an exit: whole lots, at most what is available; IR101, IR107, IR301';

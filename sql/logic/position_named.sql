-- One of the day's positions by its number, or what makes one that may not be there yet.
-- Calls: logic.raise, logic.trading_day. Writes: none.
create or replace function logic.position_named(
    position_id bigint, user_id bigint, instrument_id bigint, product text)
returns core.positions
language plpgsql stable security invoker set search_path = pg_catalog, pg_temp
as $$
declare
    v_position core.positions;
begin
    if position_named.position_id is not null then
        if num_nonnulls(user_id, instrument_id, product) > 0 then
            perform logic.raise('IR101', '{"field": "position_id",
                "expected": "either it or user_id, instrument_id and product"}');
        end if;
        select p.* into v_position from core.positions p
        where p.position_id = position_named.position_id
            and p.trade_date = (select logic.trading_day());
        if v_position.position_id is null then
            perform logic.raise('IR104', '{"object": "position of the day"}');
        end if;
        return v_position;
    end if;
    if num_nonnulls(user_id, instrument_id, product) < 3 then
        perform logic.raise('IR103',
            '{"field": "position_id, or user_id, instrument_id and product"}');
    elsif product not in ('CNC', 'MIS', 'NRML') then
        perform logic.raise('IR101', '{"field": "product", "expected": "CNC, MIS or NRML"}');
    elsif not exists (select from book.users u where u.user_id = position_named.user_id) then
        perform logic.raise('IR104', '{"object": "user"}');
    elsif not exists (
        select from book.instruments i
        where i.instrument_id = position_named.instrument_id) then
        perform logic.raise('IR104', '{"object": "instrument"}');
    end if;
    v_position.user_id := position_named.user_id;
    v_position.instrument_id := position_named.instrument_id;
    v_position.product := position_named.product;
    return v_position;
end
$$;

revoke all on function logic.position_named(bigint, bigint, bigint, text) from public;
comment on function logic.position_named(bigint, bigint, bigint, text) is
    'The position that a request names; without a number its id is null; IR101, IR103, IR104';

-- An exit on another exchange may only meet itself there: what the client holds or has on its way
-- there of their own would mix with it, and nobody could tell any more what closes what.
-- Calls: logic.available_quantity, logic.position_reservations, logic.raise. Writes: none itself.
create or replace function logic.require_free_leg(closed core.positions, leg core.positions)
returns void
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
declare
    v_reason text;
begin
    -- For what it does on the way: what replication brought about the leg is folded in.
    perform logic.available_quantity(leg);
    select case
        when abs(p.net_quantity) > r.linked
            then 'the client has a position of its own there: close that one'
        when r.live_leaves + r.provisional > 0 or exists (
                select from book.orders b
                left join core.primary_orders w on w.book_order_id = b.order_id
                where b.user_id = p.user_id and b.instrument_id = p.instrument_id
                    and b.product = p.product and b.trade_date = p.trade_date
                    and b.status in ('open', 'partially_filled')
                    and coalesce(w.is_live, true))
            then 'the client has open orders there: cancel them first' end
    into v_reason
    from core.positions p
    cross join logic.position_reservations(array[p.position_id]) r
    where p.position_id = leg.position_id;
    if v_reason is not null then
        perform logic.raise('IR303', jsonb_build_object(
            'position_id', closed.position_id, 'linked_position_id', leg.position_id,
            'reason', v_reason));
    end if;
end
$$;

revoke all on function logic.require_free_leg(core.positions, core.positions) from public;
comment on function logic.require_free_leg(core.positions, core.positions) is
    'IR303 when the client has something of their own where an exit on another exchange trades';

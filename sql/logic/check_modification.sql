-- Whether a locked order may become this. True when it already is so, or such a replacement is on
-- its way: then nothing is to be done. `available` is what of the position is free besides.
-- Calls: logic.needs_second_person, logic.raise. Writes: none.
create or replace function logic.check_modification(
    held core.orders, instrument book.instruments, quantity bigint, limit_price numeric,
    available bigint)
returns boolean
language plpgsql stable security invoker set search_path = pg_catalog, pg_temp
as $$
declare
    v_lot bigint := instrument.lot_size;
    v_least bigint := held.cumulative_quantity + v_lot;
    v_asked core.order_requests;
    v_refusal text;
begin
    if held.status = 'replace_pending' then
        select * into v_asked from core.order_requests r
        where r.order_id = held.order_id and r.kind = 'replace'
        order by r.order_request_id desc limit 1;
        if (v_asked.quantity, v_asked.limit_price)
            is not distinct from (check_modification.quantity, check_modification.limit_price) then
            return true;
        end if;
        perform logic.raise('IR208', jsonb_build_object('order_id', held.order_id,
            'replacing', jsonb_build_object(
                'quantity', v_asked.quantity, 'limit_price', v_asked.limit_price)));
    end if;
    v_refusal := case
        when held.status in ('pending_approval', 'queued', 'sent') then
            'the exchange has not taken it yet: wait, or take it back and place another'
        when held.status not in ('acknowledged', 'partially_filled') then
            'it does not rest in the exchange''s book'
        when instrument.instrument_id is null then 'the instrument is not in the book' end;
    if v_refusal is not null then
        perform logic.raise('IR202', jsonb_build_object('order_id', held.order_id,
            'status', held.status, 'event', 'replace_requested', 'reason', v_refusal));
    end if;
    if (quantity, limit_price) is not distinct from (held.quantity, held.limit_price) then
        return true;
    end if;
    if quantity % v_lot <> 0 then
        perform logic.raise('IR107', jsonb_build_object(
            'quantity', quantity, 'lot_size', v_lot));
    end if;
    if quantity < v_least then
        perform logic.raise('IR101', jsonb_build_object('field', 'quantity',
            'expected', 'at least ' || v_least || ': what has traded and one lot; to end it, '
                'cancel it', 'got', quantity));
    end if;
    if quantity > held.quantity + available and quantity > held.quantity
        or quantity > instrument.freeze_quantity then
        perform logic.raise('IR301', jsonb_build_object('quantity', quantity,
            'available', held.quantity + available,
            'freeze_quantity', instrument.freeze_quantity));
    end if;
    -- What a second person must see is not made of a small exit by enlarging it, nor by its price;
    -- the price of what two people have agreed on is free.
    if (quantity > held.quantity or limit_price > held.limit_price and not exists (
            select from core.exits e left join core.batches b on b.batch_id = e.batch_id
            where e.exit_id = held.exit_id
                and coalesce(e.approval_id, b.approval_id) is not null))
        and logic.needs_second_person((
            select coalesce(sum(o.quantity) filter (where o.order_id <> held.order_id), 0)
            from core.orders o where o.exit_id = held.exit_id)
            * limit_price * instrument.multiplier
            + quantity * limit_price * instrument.multiplier) then
        perform logic.raise('IR202', jsonb_build_object('order_id', held.order_id,
            'event', 'replace_requested', 'reason',
            'so much needs a second person: take it back and place another square-off'));
    end if;
    return false;
end
$$;

revoke all on function logic.check_modification(
    core.orders, book.instruments, bigint, numeric, bigint) from public;
comment on function logic.check_modification(
    core.orders, book.instruments, bigint, numeric, bigint) is
    'Whether nothing is to be done to make an order so; IR101, IR107, IR202, IR208, IR301';

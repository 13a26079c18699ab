-- What the exchange tells of orders that the primary had placed is kept beside the primary's own
-- rows, which are never written here: so a cancel that we sent for one is over when the exchange
-- says so, and what it says is executed stays reserved, long before replication brings it. The
-- quantities only move forward, except by a bust; a plain acknowledgement is no news, but for an
-- order of which nobody knew or that people had settled. One that the exchange does not know when
-- we cancel it becomes unknown: it stays reserved, and people decide (api.settle_order).
-- Lock order: after orders. Calls: fix.report_event, logic.alert_unknown_primary_orders,
-- logic.wake_exits. Writes: core.primary_orders.
create or replace function fix.note_primary_orders(reports fix.report[])
returns void
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
declare
    v_told record;
begin
    for v_told in
        select r.*, b.user_id, b.quantity, x.event
        from unnest(reports) r
        join book.orders b on b.order_id = r.book_order_id
        cross join lateral fix.report_event(r, b.quantity) x (event)
        where x.event is not null or r.exec_type in ('G', 'H')
        order by r.book_order_id, r.sequence
    loop
        insert into core.primary_orders as p (book_order_id, user_id, status)
        select v_told.book_order_id, v_told.user_id, 'open'
        where coalesce(v_told.event, 'busted') <> 'acknowledged'
        on conflict (book_order_id) do nothing;
        update core.primary_orders p
        set status = case
                when v_told.event in ('filled', 'cancelled', 'expired', 'rejected')
                    and p.status <> 'filled' then v_told.event
                when v_told.event = 'unknown' and p.is_live then 'unknown'
                when v_told.event = 'cancel_rejected' and p.status = 'cancel_pending' then 'open'
                when v_told.event in ('acknowledged', 'partially_filled')
                    and (p.status in ('rejected', 'expired', 'unknown')
                        or p.settled_approval_id is not null) then 'open'
                when v_told.event is null and v_told.leaves_quantity > 0
                    and p.status <> 'cancel_pending' then 'open'
                else p.status end,
            is_live = case
                when v_told.event in ('filled', 'cancelled', 'expired', 'rejected') then false
                when v_told.event in ('acknowledged', 'partially_filled')
                    and (p.status in ('rejected', 'expired')
                        or p.settled_approval_id is not null) then true
                when v_told.event is null then coalesce(v_told.leaves_quantity > 0, p.is_live)
                else p.is_live end,
            cumulative_quantity = case
                when v_told.event is null
                    then coalesce(v_told.cumulative_quantity, p.cumulative_quantity)
                when v_told.msg_type = '8' and v_told.exec_type not in ('0', '8') then
                    greatest(p.cumulative_quantity, v_told.cumulative_quantity)
                else p.cumulative_quantity end,
            exchange_order_id = coalesce(v_told.exchange_order_id, p.exchange_order_id),
            reason = coalesce(v_told.reason, p.reason),
            settled_approval_id = null,
            updated_at = now()
        where p.book_order_id = v_told.book_order_id;
    end loop;

    perform logic.alert_unknown_primary_orders(array(
        select distinct r.book_order_id from unnest(reports) r where r.book_order_id is not null));
    perform logic.wake_exits(array(
        select distinct k.position_id
        from unnest(reports) r
        join core.primary_orders p on p.book_order_id = r.book_order_id and not p.is_live
        join book.orders b on b.order_id = p.book_order_id
        join core.positions k on (k.user_id, k.trade_date, k.instrument_id, k.product)
            = (b.user_id, b.trade_date, b.instrument_id, b.product)));
end
$$;

revoke all on function fix.note_primary_orders(fix.report[]) from public;
comment on function fix.note_primary_orders(fix.report[]) is
    'Keeps what the exchange tells of orders that the primary had placed';

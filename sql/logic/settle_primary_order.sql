-- Settles an order of the primary as two people were shown; when anything of it was told since,
-- nothing is done. The primary's row is not touched. Settled as executed it stays reserved until
-- the trades come.
-- Lock order: positions, core.primary_orders. Calls: logic.alert_unknown_primary_orders,
-- logic.primary_order_to_settle, logic.problem, logic.wake_exits. Writes: core.primary_orders.
create or replace function logic.settle_primary_order(approval core.approvals)
returns jsonb
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
declare
    v_order_id bigint := (approval.payload ->> 'order_id')::bigint;
    v_outcome text := approval.payload ->> 'outcome';
    v_positions bigint[];
    v_settled core.primary_orders;
begin
    v_positions := array(
        select p.position_id
        from book.orders b
        join core.positions p on (p.user_id, p.trade_date, p.instrument_id, p.product)
            = (b.user_id, b.trade_date, b.instrument_id, b.product)
        where b.order_id = v_order_id);
    perform from core.positions p
    where p.position_id = any (v_positions) for no key update;
    insert into core.primary_orders (book_order_id, user_id, status, cumulative_quantity)
    select b.order_id, b.user_id, 'open', b.filled_quantity
    from book.orders b where b.order_id = v_order_id
    on conflict do nothing;
    perform from core.primary_orders w where w.book_order_id = v_order_id for no key update;
    if logic.primary_order_to_settle(v_order_id, v_outcome) is distinct from approval.payload then
        return logic.problem('IR204', jsonb_build_object('approval_id', approval.approval_id,
            'reason', 'the order is not as it was shown'));
    end if;
    update core.primary_orders w
    set status = case v_outcome when 'not_at_exchange' then 'cancelled' else v_outcome end,
        is_live = false, reason = approval.reason, updated_at = now(),
        settled_approval_id = approval.approval_id,
        cumulative_quantity = case v_outcome
            when 'filled' then (approval.payload ->> 'quantity')::bigint
            else (approval.payload ->> 'filled_quantity')::bigint end
    where w.book_order_id = v_order_id
    returning w.* into v_settled;
    perform logic.alert_unknown_primary_orders(array[v_order_id]);
    perform logic.wake_exits(v_positions);
    return jsonb_build_object('order_id', v_order_id, 'source', 'primary',
        'status', v_settled.status, 'filled_quantity', v_settled.cumulative_quantity);
end
$$;

revoke all on function logic.settle_primary_order(core.approvals) from public;
comment on function logic.settle_primary_order(core.approvals) is
    'Settles an order of the primary as two people decided; a problem when it has moved';

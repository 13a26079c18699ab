-- Settles an unknown order as it was shown; when anything of it was told since, nothing is done.
-- Lock order: positions, orders. Calls: logic.change_orders, logic.order_to_settle, logic.problem,
-- logic.resolve_unknown_alerts, logic.settle_primary_order. Writes: none itself.
create or replace function logic.approve_settle_order(approval core.approvals, person_id bigint)
returns jsonb
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
declare
    v_order core.orders;
    v_outcome text := approval.payload ->> 'outcome';
begin
    if approval.payload ->> 'source' = 'primary' then
        return logic.settle_primary_order(approval);
    end if;
    perform from core.positions p
    where p.position_id = (
        select o.position_id from core.orders o
        where o.order_id = (approval.payload ->> 'order_id')::bigint)
    for no key update;
    select o.* into v_order from core.orders o
    where o.order_id = (approval.payload ->> 'order_id')::bigint for no key update;
    if logic.order_to_settle(v_order.order_id, v_outcome) is distinct from approval.payload then
        return logic.problem('IR204', jsonb_build_object('approval_id', approval.approval_id,
            'reason', 'the order is not as it was shown', 'status', v_order.status));
    end if;
    perform logic.change_orders(array[row(v_order.order_id,
        case v_outcome when 'not_at_exchange' then 'settled_cancelled'
            else 'settled_' || v_outcome end,
        case v_outcome when 'filled' then v_order.quantity end, null, null, null,
        approval.reason,
        jsonb_build_object('outcome', v_outcome, 'approval_id', approval.approval_id,
            'requested_by', approval.requested_by, 'approved_by', approve_settle_order.person_id),
        null, null, null)::core.order_change]);
    perform logic.resolve_unknown_alerts();
    return (
        select jsonb_build_object('order_id', o.order_id, 'status', o.status,
            'filled_quantity', o.cumulative_quantity)
        from core.orders o where o.order_id = v_order.order_id);
end
$$;

revoke all on function logic.approve_settle_order(core.approvals, bigint) from public;
comment on function logic.approve_settle_order(core.approvals, bigint) is
    'Settles an unknown order as two people decided; a problem when it is not as it was shown';

-- POST /orders/{id}/settle. What nobody can find out by asking is decided by two people: the order
-- never reached the exchange, was cancelled there, or was executed (then its quantity stays
-- reserved until the trades come). A report that comes later wins all the same, with an alert.
-- Calls: auth.require, logic.order_to_settle, logic.raise, logic.request_approval,
-- logic.require_reason. Writes: none itself.
create or replace function api.settle_order(order_id bigint, outcome text, reason text)
returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_person_id bigint := auth.require('ops_supervisor', 'ops_admin');
    v_shown jsonb;
    v_approval core.approvals;
begin
    perform logic.require_reason(settle_order.reason);
    if settle_order.outcome not in ('not_at_exchange', 'cancelled', 'filled') then
        perform logic.raise('IR101', '{"field": "outcome",
            "expected": "not_at_exchange, cancelled or filled"}');
    end if;
    if not exists (select from core.orders o where o.order_id = settle_order.order_id) then
        perform logic.raise('IR104', '{"object": "order"}');
    end if;
    v_shown := logic.order_to_settle(settle_order.order_id, settle_order.outcome);
    if v_shown is null then
        perform logic.raise('IR202', jsonb_build_object('order_id', settle_order.order_id,
            'expected', 'an order that is unknown'));
    end if;
    v_approval := logic.request_approval(
        'settle_order', v_shown, settle_order.reason, v_person_id);
    return jsonb_build_object('approval_id', v_approval.approval_id, 'action', 'settle_order',
        'payload', v_approval.payload, 'expires_at', v_approval.expires_at);
end
$$;

revoke all on function api.settle_order(bigint, text, text) from public;
grant execute on function api.settle_order(bigint, text, text) to ops_supervisor, ops_admin;
comment on function api.settle_order(bigint, text, text) is
    'POST /orders/{id}/settle: asks a second person to settle an unknown order; IR202 if it is not';

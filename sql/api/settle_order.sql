-- POST /orders/{id}/settle. What nobody can find out by asking is decided by two people: the order
-- never reached the exchange, ended there, or was executed (then its quantity stays reserved until
-- the trades come). Our own order or one that the primary had placed; where both sides have the
-- number, `source` says which. A report that comes later wins all the same, with an alert.
-- Calls: auth.require, logic.order_to_settle, logic.primary_order_to_settle, logic.raise,
-- logic.request_approval, logic.require_reason. Writes: none itself.
create or replace function api.settle_order(
    order_id bigint, outcome text, reason text, source text default null)
returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_person_id bigint := auth.require('ops_supervisor', 'ops_admin');
    v_is_desk boolean := exists (
        select from core.orders o where o.order_id = settle_order.order_id);
    v_is_primary boolean := exists (
        select from book.orders b where b.order_id = settle_order.order_id);
    v_shown jsonb;
    v_approval core.approvals;
begin
    perform logic.require_reason(settle_order.reason);
    if settle_order.outcome not in
        ('not_at_exchange', 'cancelled', 'expired', 'rejected', 'filled') then
        perform logic.raise('IR101', '{"field": "outcome",
            "expected": "not_at_exchange, cancelled, expired, rejected or filled"}');
    end if;
    if settle_order.source not in ('desk', 'primary')
        or settle_order.source is null and v_is_desk and v_is_primary then
        perform logic.raise('IR101', jsonb_build_object('field', 'source', 'expected',
            'desk or primary: which of the orders with this number is meant'));
    end if;
    if not (case settle_order.source when 'desk' then v_is_desk when 'primary' then v_is_primary
        else v_is_desk or v_is_primary end) then
        perform logic.raise('IR104', '{"object": "order"}');
    end if;
    v_shown := case when coalesce(settle_order.source,
            case when v_is_primary then 'primary' end) = 'primary'
        then logic.primary_order_to_settle(settle_order.order_id, settle_order.outcome)
        else logic.order_to_settle(settle_order.order_id, settle_order.outcome) end;
    if v_shown is null then
        perform logic.raise('IR202', jsonb_build_object('order_id', settle_order.order_id,
            'expected', 'an order that is unknown, or the primary''s that nobody can ask about'));
    end if;
    v_approval := logic.request_approval(
        'settle_order', v_shown, settle_order.reason, v_person_id);
    return jsonb_build_object('approval_id', v_approval.approval_id, 'action', 'settle_order',
        'payload', v_approval.payload, 'expires_at', v_approval.expires_at);
end
$$;

revoke all on function api.settle_order(bigint, text, text, text) from public;
grant execute on function api.settle_order(bigint, text, text, text) to ops_supervisor, ops_admin;
comment on function api.settle_order(bigint, text, text, text) is
    'POST /orders/{id}/settle: asks a second person to settle an unknown order; IR202 if it is not';

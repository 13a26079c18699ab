-- The fill goes through the one trade function, as everything that moves a position.
-- Lock order: positions, orders, trades. Calls: logic.apply_trades, logic.fill_to_promote,
-- logic.problem. Writes: none itself.
create or replace function logic.approve_promote_fill(approval core.approvals, person_id bigint)
returns jsonb
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
declare
    v_fill core.temp_trades;
    v_order core.orders;
begin
    select f.* into v_fill from core.temp_trades f
    where f.temp_trade_id = (approval.payload ->> 'temp_trade_id')::bigint;
    perform from core.positions p
    where p.position_id in (
        select k.position_id from core.orders o
        cross join lateral (values (o.position_id), (o.leg_position_id)) k (position_id)
        where o.order_id = v_fill.order_id)
    order by p.position_id
    for no key update;
    select o.* into v_order from core.orders o
    where o.order_id = v_fill.order_id for no key update;
    if logic.fill_to_promote(v_fill.temp_trade_id) is distinct from approval.payload then
        return logic.problem('IR204', jsonb_build_object('approval_id', approval.approval_id,
            'reason', 'the fill is not as it was shown', 'approver', person_id));
    end if;
    perform logic.apply_trades('manual', array[row(
        v_fill.exchange, v_fill.segment, v_fill.trade_date, v_fill.trade_number, v_fill.side,
        v_fill.quantity, v_fill.price, v_fill.executed_at, v_order.user_id,
        v_order.instrument_id, v_order.product, v_order.order_id, v_order.exchange_order_id, null,
        null)::core.trade_report]);
    return (
        select jsonb_build_object('trade_id', t.trade_id, 'trade_number', t.trade_number,
            'position_id', t.position_id, 'net_quantity', p.net_quantity)
        from core.trades t
        join core.positions p on p.position_id = t.position_id
        where (t.exchange, t.segment, t.trade_date, t.trade_number, t.side)
            = (v_fill.exchange, v_fill.segment, v_fill.trade_date, v_fill.trade_number,
                v_fill.side));
end
$$;

revoke all on function logic.approve_promote_fill(core.approvals, bigint) from public;
comment on function logic.approve_promote_fill(core.approvals, bigint) is
    'Lets an unconfirmed fill count as two people decided; a problem when it is not as shown';

-- The trade goes through the one trade function again, which knows now whose it is: its position
-- moves once, whoever was quicker.
-- Lock order: positions, trades. Calls: logic.apply_trades, logic.problem, logic.trade_to_assign.
-- Writes: core.alerts, core.positions, sync.waiting_trades.
create or replace function logic.approve_assign_trade(approval core.approvals, person_id bigint)
returns jsonb
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
declare
    v_trade core.trades;
    v_user_id bigint := (approval.payload #>> '{client,user_id}')::bigint;
    v_instrument_id bigint := (approval.payload ->> 'instrument_id')::bigint;
    v_product text := approval.payload ->> 'product';
begin
    insert into core.positions (trade_date, user_id, instrument_id, product)
    values ((approval.payload ->> 'trade_date')::date, v_user_id, v_instrument_id, v_product)
    on conflict (user_id, trade_date, instrument_id, product) do nothing;
    perform from core.positions p
    where (p.user_id, p.trade_date, p.instrument_id, p.product)
        = (v_user_id, (approval.payload ->> 'trade_date')::date, v_instrument_id, v_product)
    for no key update;
    select t.* into v_trade from core.trades t
    where t.trade_id = (approval.payload ->> 'trade_id')::bigint for no key update;
    if logic.trade_to_assign(v_trade.trade_id, v_user_id, v_instrument_id, v_product)
            is distinct from approval.payload then
        return logic.problem('IR204', jsonb_build_object('approval_id', approval.approval_id,
            'reason', 'the trade is not as it was shown', 'approver', person_id));
    end if;
    perform logic.apply_trades('manual', array[row(
        v_trade.exchange, v_trade.segment, v_trade.trade_date, v_trade.trade_number, v_trade.side,
        v_trade.quantity, v_trade.price, v_trade.executed_at, v_user_id, v_instrument_id,
        v_product, null, v_trade.exchange_order_id, v_trade.account, null)::core.trade_report]);
    delete from sync.waiting_trades w where w.trade_id = v_trade.trade_id;
    update core.alerts a set resolved_at = now()
    where a.kind = 'trade_unassigned' and a.subject = v_trade.trade_number
        and a.resolved_at is null and not exists (
            select from core.trades t
            where t.trade_number = v_trade.trade_number and t.position_id is null
                and t.busted_at is null);
    return (
        select jsonb_build_object('trade_id', t.trade_id, 'position_id', t.position_id,
            'net_quantity', p.net_quantity)
        from core.trades t
        join core.positions p on p.position_id = t.position_id
        where t.trade_id = v_trade.trade_id);
end
$$;

revoke all on function logic.approve_assign_trade(core.approvals, bigint) from public;
comment on function logic.approve_assign_trade(core.approvals, bigint) is
    'Gives an unassigned trade to a client as two people decided; a problem when not as shown';

-- The trade joins the set by the one way trades do; the position moves by exactly what was shown.
-- Lock order: the fold, positions, trades. Calls: logic.apply_trades, logic.manual_trade,
-- logic.problem, sync.fold_before_decision. Writes: none itself.
create or replace function logic.approve_manual_trade(approval core.approvals, person_id bigint)
returns jsonb
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
declare
    v_shown jsonb := approval.payload;
    v_user_id bigint := (v_shown #>> '{client,user_id}')::bigint;
    v_instrument_id bigint := (v_shown ->> 'instrument_id')::bigint;
    v_number text;
begin
    perform sync.fold_before_decision();
    perform from core.positions p
    where (p.user_id, p.trade_date, p.instrument_id, p.product) = (v_user_id,
        (v_shown ->> 'trade_date')::date, v_instrument_id, v_shown ->> 'product')
    for no key update;
    if logic.manual_trade(v_user_id, v_instrument_id, v_shown ->> 'product', v_shown -> 'trade')
            is distinct from v_shown then
        return logic.problem('IR204', jsonb_build_object('approval_id', approval.approval_id,
            'reason', 'the position is not as it was shown', 'approver', person_id));
    end if;
    v_number := coalesce(v_shown #>> '{trade,trade_number}',
        'MANUAL' || approval.approval_id);
    perform logic.apply_trades('manual', array[row(v_shown ->> 'exchange', v_shown ->> 'segment',
        (v_shown ->> 'trade_date')::date, v_number, v_shown #>> '{trade,side}',
        (v_shown #>> '{trade,quantity}')::bigint, (v_shown #>> '{trade,price}')::numeric,
        (v_shown #>> '{trade,executed_at}')::timestamptz, v_user_id, v_instrument_id,
        v_shown ->> 'product', null, null, null, null)::core.trade_report]);
    return (
        select jsonb_build_object('trade_id', t.trade_id, 'trade_number', t.trade_number,
            'position_id', t.position_id, 'net_quantity', p.net_quantity)
        from core.trades t
        join core.positions p on p.position_id = t.position_id
        where (t.exchange, t.segment, t.trade_date, t.trade_number, t.side)
            = (v_shown ->> 'exchange', v_shown ->> 'segment',
                (v_shown ->> 'trade_date')::date, v_number, v_shown #>> '{trade,side}'));
end
$$;

revoke all on function logic.approve_manual_trade(core.approvals, bigint) from public;
comment on function logic.approve_manual_trade(core.approvals, bigint) is
    'Adds a trade by hand as two people decided; a problem when the position has moved since';

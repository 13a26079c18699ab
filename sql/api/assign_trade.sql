-- POST /trades/{id}/assign. A trade that the drop copy told and nothing could place: two people say
-- whose it is and with which product. The client by number or by broker id.
-- Calls: auth.require, logic.raise, logic.request_approval, logic.require_reason,
-- logic.trade_to_assign. Writes: none itself.
create or replace function api.assign_trade(
    trade_id bigint, product text, reason text, user_id bigint default null,
    broker_id text default null, instrument_id bigint default null)
returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_person_id bigint := auth.require('ops_supervisor', 'ops_admin');
    v_user_id bigint;
    v_shown jsonb;
    v_approval core.approvals;
begin
    perform logic.require_reason(assign_trade.reason);
    if assign_trade.product not in ('CNC', 'MIS', 'NRML') then
        perform logic.raise('IR101', '{"field": "product", "expected": "CNC, MIS or NRML"}');
    end if;
    if num_nonnulls(assign_trade.user_id, assign_trade.broker_id) <> 1 then
        perform logic.raise('IR101', '{"field": "user_id", "expected": "user_id or broker_id"}');
    end if;
    v_user_id := (
        select u.user_id from book.users u
        where u.user_id = assign_trade.user_id or u.broker_id = assign_trade.broker_id);
    if v_user_id is null then
        perform logic.raise('IR104', '{"object": "client"}');
    end if;
    if not exists (select from core.trades t where t.trade_id = assign_trade.trade_id) then
        perform logic.raise('IR104', '{"object": "trade"}');
    end if;
    v_shown := logic.trade_to_assign(
        assign_trade.trade_id, v_user_id, assign_trade.instrument_id, assign_trade.product);
    if v_shown is null then
        perform logic.raise('IR202', jsonb_build_object('trade_id', assign_trade.trade_id,
            'expected', 'an unassigned trade whose instrument is known or named'));
    end if;
    -- What the exchange said of the trade is not for people to change.
    if v_shown ->> 'account' <> v_shown #>> '{client,broker_id}' and exists (
        select from book.users u where u.broker_id = v_shown ->> 'account') then
        perform logic.raise('IR101', jsonb_build_object('field', 'user_id',
            'expected', v_shown ->> 'account', 'reason', 'the trade is in another account'));
    end if;
    if assign_trade.product = 'CNC' and v_shown ->> 'segment' <> 'CM' then
        perform logic.raise('IR101', jsonb_build_object('field', 'product',
            'expected', 'NRML or MIS', 'segment', v_shown ->> 'segment'));
    end if;
    v_approval := logic.request_approval(
        'assign_trade', v_shown, assign_trade.reason, v_person_id);
    return jsonb_build_object('approval_id', v_approval.approval_id, 'action', 'assign_trade',
        'payload', v_approval.payload, 'expires_at', v_approval.expires_at);
end
$$;

revoke all on function api.assign_trade(bigint, text, text, bigint, text, bigint) from public;
grant execute on function api.assign_trade(bigint, text, text, bigint, text, bigint)
    to ops_supervisor, ops_admin;
comment on function api.assign_trade(bigint, text, text, bigint, text, bigint) is
    'POST /trades/{id}/assign: asks a second person to give an unassigned trade to a client';

-- POST /positions/update. A position is never overwritten: a trade that is missing is added, by two
-- people, for a reason and with evidence. With the exchange's number it is the same trade when
-- another source tells it later; without, it is the desk's own.
-- Calls: auth.require, logic.manual_trade, logic.position_named, logic.raise,
-- logic.request_approval, logic.require_in_scope, logic.require_reason,
-- sync.fold_before_decision. Writes: none itself.
create or replace function api.update_position(
    side text, quantity bigint, price numeric, reason text, evidence text,
    position_id bigint default null, user_id bigint default null,
    instrument_id bigint default null, product text default null, trade_number text default null)
returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_person_id bigint := auth.require('ops_supervisor', 'ops_admin');
    v_position core.positions;
    v_lot bigint;
    v_shown jsonb;
    v_approval core.approvals;
begin
    perform logic.require_reason(update_position.reason);
    if update_position.evidence !~ '\S' then
        perform logic.raise('IR101', '{"field": "evidence",
            "expected": "where the proof is: a contract note, a trade file, a recording"}');
    elsif update_position.side not in ('buy', 'sell') then
        perform logic.raise('IR101', '{"field": "side", "expected": "buy or sell"}');
    elsif update_position.quantity <= 0 then
        perform logic.raise('IR101', '{"field": "quantity", "expected": "more than nothing"}');
    elsif update_position.price <= 0 or update_position.price <> round(price, 4) then
        perform logic.raise('IR101',
            '{"field": "price", "expected": "rupees, more than 0, at most four decimals"}');
    elsif update_position.trade_number !~ '^[A-Za-z0-9]{1,40}$' then
        perform logic.raise('IR101', '{"field": "trade_number",
            "expected": "the exchange''s number: letters and digits"}');
    end if;
    perform sync.fold_before_decision();
    v_position := logic.position_named(update_position.position_id, update_position.user_id,
        update_position.instrument_id, update_position.product);
    perform logic.require_in_scope(v_person_id, v_position.user_id, v_position.instrument_id);
    select i.lot_size into v_lot from book.instruments as i
    where i.instrument_id = v_position.instrument_id;
    if update_position.quantity % v_lot <> 0 then
        perform logic.raise('IR107', jsonb_build_object(
            'quantity', update_position.quantity, 'lot_size', v_lot));
    end if;
    v_shown := logic.manual_trade(v_position.user_id, v_position.instrument_id,
        v_position.product, jsonb_build_object('side', update_position.side,
            'quantity', update_position.quantity, 'price', update_position.price,
            'trade_number', update_position.trade_number, 'executed_at', now(),
            'evidence', update_position.evidence));
    if v_shown is null then
        perform logic.raise('IR202', jsonb_build_object(
            'trade_number', update_position.trade_number, 'reason', 'the desk has this trade'));
    end if;
    v_approval := logic.request_approval(
        'manual_trade', v_shown, update_position.reason, v_person_id);
    return jsonb_build_object('approval_id', v_approval.approval_id, 'action', 'manual_trade',
        'payload', v_approval.payload, 'expires_at', v_approval.expires_at);
end
$$;

revoke all on function api.update_position(
    text, bigint, numeric, text, text, bigint, bigint, bigint, text, text) from public;
grant execute on function api.update_position(
    text, bigint, numeric, text, text, bigint, bigint, bigint, text, text)
    to ops_supervisor, ops_admin;
comment on function api.update_position(
    text, bigint, numeric, text, text, bigint, bigint, bigint, text, text) is
    'POST /positions/update: asks a second person to add a trade that is missing; IR202 if it is '
    'there';

-- POST /fills/{id}/promote. When neither drop copy nor primary confirm a fill, two people may let
-- it count, on the exchange's word by other ways. A drop copy that comes later adds its stamp.
-- Calls: auth.require, logic.fill_to_promote, logic.raise, logic.request_approval,
-- logic.require_reason. Writes: none itself.
create or replace function api.promote_fill(temp_trade_id bigint, reason text)
returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_person_id bigint := auth.require('ops_supervisor', 'ops_admin');
    v_shown jsonb;
    v_approval core.approvals;
begin
    perform logic.require_reason(promote_fill.reason);
    if not exists (
        select from core.temp_trades f where f.temp_trade_id = promote_fill.temp_trade_id) then
        perform logic.raise('IR104', '{"object": "fill"}');
    end if;
    v_shown := logic.fill_to_promote(promote_fill.temp_trade_id);
    if v_shown is null then
        perform logic.raise('IR202', jsonb_build_object(
            'temp_trade_id', promote_fill.temp_trade_id, 'expected', 'a fill that is provisional'));
    end if;
    v_approval := logic.request_approval(
        'promote_fill', v_shown, promote_fill.reason, v_person_id);
    return jsonb_build_object('approval_id', v_approval.approval_id, 'action', 'promote_fill',
        'payload', v_approval.payload, 'expires_at', v_approval.expires_at);
end
$$;

revoke all on function api.promote_fill(bigint, text) from public;
grant execute on function api.promote_fill(bigint, text) to ops_supervisor, ops_admin;
comment on function api.promote_fill(bigint, text) is
    'POST /fills/{id}/promote: asks a second person to let an unconfirmed fill count';

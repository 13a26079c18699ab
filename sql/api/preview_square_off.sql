-- POST /squareoff/preview. What a square-off would send now, in words to be read to the caller, and
-- a name for it: a square-off that gives the name is sent as it was read or not at all.
-- Calls: audit.append, auth.require, logic.issue_read_back, logic.open_call, logic.rehearse_exit,
-- logic.spoken_exit. Writes: none itself.
create or replace function api.preview_square_off(
    call_id uuid, position_id bigint, quantity bigint default null, percent numeric default null,
    order_type text default 'PROTECTED', limit_price numeric default null,
    cancel_pending boolean default false, exchange text default null)
returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_person_id bigint := auth.require('ops_agent', 'ops_supervisor');
    v_call core.calls := logic.open_call(preview_square_off.call_id, v_person_id);
    v_shown jsonb;
    v_read_back core.read_backs;
begin
    v_shown := logic.rehearse_exit(v_call, preview_square_off.position_id, quantity, percent,
        coalesce(order_type, 'PROTECTED'), limit_price, cancel_pending, exchange);
    v_read_back := logic.issue_read_back(v_call, v_shown, logic.spoken_exit(v_shown));
    perform audit.append('preview_square_off', 'position:' || preview_square_off.position_id,
        v_call.user_id, null, jsonb_build_object('call_id', v_call.call_id,
            'read_back_id', v_read_back.read_back_id, 'text', v_read_back.spoken));
    return jsonb_build_object('read_back', v_read_back.token, 'text', v_read_back.spoken,
        'expires_at', v_read_back.expires_at) || jsonb_strip_nulls(v_shown - 'asked_quantity'
            - 'asked_percent' - 'cancel_pending');
end
$$;

revoke all on function api.preview_square_off(
    uuid, bigint, bigint, numeric, text, numeric, boolean, text) from public;
grant execute on function api.preview_square_off(
    uuid, bigint, bigint, numeric, text, numeric, boolean, text)
    to ops_agent, ops_supervisor;
comment on function api.preview_square_off(
    uuid, bigint, bigint, numeric, text, numeric, boolean, text) is
    'POST /squareoff/preview: what a square-off would send, to be read back; sends nothing';

-- POST /squareoff/all/preview. As POST /squareoff/preview, of several positions; a square-off of
-- all that gives the name closes these positions and quantities or nothing.
-- Calls: audit.append, auth.require, logic.batch_scope, logic.batch_shown, logic.issue_read_back,
-- logic.open_call, logic.plan_square_off_all, logic.require_call_otp, logic.spoken_batch.
-- Writes: none itself.
create or replace function api.preview_square_off_all(
    call_id uuid, segment text default null, product text default null,
    underlying text default null, order_type text default null,
    cancel_pending boolean default false, position_ids text default null)
returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_person_id bigint := auth.require('ops_agent', 'ops_supervisor');
    v_call core.calls := logic.open_call(preview_square_off_all.call_id, v_person_id);
    v_scope jsonb := logic.batch_scope(
        segment, product, underlying, order_type, cancel_pending, position_ids);
    v_plan jsonb;
    v_shown jsonb;
    v_read_back core.read_backs;
begin
    v_plan := logic.plan_square_off_all(v_call, v_scope);
    perform logic.require_call_otp(v_call.call_id, 'square_off_all', (
        select case when bool_and(x.value -> 'value' <> 'null') then
            sum((x.value ->> 'value')::numeric) end
        from jsonb_array_elements(v_plan -> 'exits') as x));
    v_shown := logic.batch_shown(v_scope, v_plan -> 'exits');
    v_read_back := logic.issue_read_back(v_call, v_shown, logic.spoken_batch(v_shown));
    perform audit.append('preview_square_off_all', 'call:' || v_call.call_id, v_call.user_id,
        null, jsonb_build_object(
            'read_back_id', v_read_back.read_back_id, 'text', v_read_back.spoken));
    return jsonb_strip_nulls(jsonb_build_object('read_back', v_read_back.token,
        'text', v_read_back.spoken, 'expires_at', v_read_back.expires_at,
        'exits', v_plan -> 'exits',
        'left_out_of_your_scope', v_plan -> 'left_out_of_your_scope'));
end
$$;

revoke all on function api.preview_square_off_all(
    uuid, text, text, text, text, boolean, text) from public;
grant execute on function api.preview_square_off_all(
    uuid, text, text, text, text, boolean, text)
    to ops_agent, ops_supervisor;
comment on function api.preview_square_off_all(
    uuid, text, text, text, text, boolean, text) is
    'POST /squareoff/all/preview: what a square-off of several would close, to be read back';

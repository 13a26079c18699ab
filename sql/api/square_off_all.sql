-- POST /squareoff/all. Answers at once; GET /squareoff/batches/{id} tells how far it is. With a key
-- the same request again gives the same answer and does nothing again. What the person's scopes do
-- not cover is left out, and the answer says so.
-- Calls: audit.append, auth.require, logic.ask_batch, logic.batch_scope, logic.batch_shown,
-- logic.claim_read_back, logic.open_call, logic.plan_square_off_all, logic.remember_request,
-- logic.remember_response, logic.require_as_read_back. Writes: none itself.
create or replace function api.square_off_all(
    call_id uuid, idempotency_key text default null, segment text default null,
    product text default null, underlying text default null, order_type text default null,
    cancel_pending boolean default false, read_back text default null,
    position_ids text default null)
returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
    -- Plans are made once, often over tables still empty: by key, whatever their size is then.
    -- Where there is no key the scan looks so dear that it would be compiled: never.
    set plan_cache_mode = force_generic_plan set enable_seqscan = off set jit = off
as $$
declare
    v_person_id bigint := auth.require('ops_agent', 'ops_supervisor');
    v_call core.calls;
    v_batch core.batches;
    v_read_back core.read_backs;
    v_plan jsonb;
    v_response jsonb;
    v_scope jsonb := logic.batch_scope(
        segment, product, underlying, order_type, cancel_pending, position_ids);
begin
    if idempotency_key is not null then
        v_response := logic.remember_request(v_person_id, idempotency_key, 'square_off_all',
            v_scope || jsonb_strip_nulls(jsonb_build_object(
                'call_id', call_id, 'read_back', square_off_all.read_back)));
        if v_response is not null then
            return v_response;
        end if;
    end if;
    v_call := logic.open_call(call_id, v_person_id);
    v_read_back := logic.claim_read_back(v_call.call_id, square_off_all.read_back);
    v_plan := logic.plan_square_off_all(v_call, v_scope);
    v_batch := logic.ask_batch(v_call, v_scope, v_plan -> 'exits');
    perform logic.require_as_read_back(v_read_back, logic.batch_shown(v_scope, v_plan -> 'exits'),
        v_batch.instruction_id);
    v_response := jsonb_strip_nulls(jsonb_build_object(
        'batch_id', v_batch.batch_id, 'state', v_batch.state,
        'exits', jsonb_array_length(v_plan -> 'exits'), 'approval_id', v_batch.approval_id,
        'left_out_of_your_scope', v_plan -> 'left_out_of_your_scope'));
    if idempotency_key is not null then
        perform logic.remember_response(v_person_id, idempotency_key, v_response);
    end if;
    perform audit.append('square_off_all', 'batch:' || v_batch.batch_id, v_call.user_id, null,
        v_response || jsonb_build_object('scope', v_scope));
    return v_response;
end
$$;

revoke all on function api.square_off_all(
    uuid, text, text, text, text, text, boolean, text, text) from public;
grant execute on function api.square_off_all(
    uuid, text, text, text, text, text, boolean, text, text)
    to ops_agent, ops_supervisor;
comment on function api.square_off_all(
    uuid, text, text, text, text, text, boolean, text, text) is
    'Closes the positions of the client of an open call, all or a segment, product or underlying';

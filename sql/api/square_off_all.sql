-- POST /squareoff/all. Answers at once; GET /squareoff/batches/{id} tells how far it is. With a key
-- the same request again gives the same answer and does nothing again. What the person's scopes do
-- not cover is left out, and the answer says so.
-- Calls: audit.append, auth.require, logic.ask_batch, logic.closable_in_scope,
-- logic.closable_positions, logic.open_call,
-- logic.raise, logic.remember_request, logic.remember_response, logic.require_book_complete,
-- logic.require_order_mode, sync.fold_before_decision. Writes: none itself.
create or replace function api.square_off_all(
    call_id uuid, idempotency_key text default null, segment text default null,
    product text default null, underlying text default null, order_type text default null,
    cancel_pending boolean default false)
returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_person_id bigint := auth.require('ops_agent', 'ops_supervisor');
    v_call core.calls;
    v_batch core.batches;
    v_closable jsonb;
    v_left_out integer;
    v_response jsonb;
    v_scope jsonb := jsonb_strip_nulls(jsonb_build_object(
        'segment', segment, 'product', product, 'underlying', underlying,
        'order_type', coalesce(order_type, 'PROTECTED'),
        'cancel_pending', coalesce(cancel_pending, false)));
begin
    if idempotency_key is not null then
        v_response := logic.remember_request(v_person_id, idempotency_key, 'square_off_all',
            v_scope || jsonb_build_object('call_id', call_id));
        if v_response is not null then
            return v_response;
        end if;
    end if;
    if order_type not in ('PROTECTED', 'MARKET') then
        perform logic.raise('IR101', jsonb_build_object(
            'field', 'order_type', 'expected', 'PROTECTED or MARKET', 'got', order_type));
    end if;
    if segment not in ('CM', 'FO', 'CD', 'COM') then
        perform logic.raise('IR101', jsonb_build_object(
            'field', 'segment', 'expected', 'CM, FO, CD or COM', 'got', segment));
    end if;
    if product not in ('CNC', 'MIS', 'NRML') then
        perform logic.raise('IR101', jsonb_build_object(
            'field', 'product', 'expected', 'CNC, MIS or NRML', 'got', product));
    end if;
    v_call := logic.open_call(call_id, v_person_id);
    perform sync.fold_before_decision();
    perform logic.require_order_mode();
    perform logic.require_book_complete();
    v_closable := logic.closable_positions(
        v_call.user_id, segment, product, underlying, coalesce(cancel_pending, false));
    v_left_out := jsonb_array_length(v_closable);
    v_closable := logic.closable_in_scope(v_person_id, v_closable);
    v_left_out := nullif(v_left_out - coalesce(jsonb_array_length(v_closable), 0), 0);
    if v_closable is null then
        perform logic.raise('IR302', v_scope || jsonb_strip_nulls(
            jsonb_build_object('left_out_of_your_scope', v_left_out)));
    end if;
    v_batch := logic.ask_batch(v_call, v_scope, v_closable);
    v_response := jsonb_strip_nulls(jsonb_build_object(
        'batch_id', v_batch.batch_id, 'state', v_batch.state,
        'exits', jsonb_array_length(v_closable), 'approval_id', v_batch.approval_id,
        'left_out_of_your_scope', v_left_out));
    if idempotency_key is not null then
        perform logic.remember_response(v_person_id, idempotency_key, v_response);
    end if;
    perform audit.append('square_off_all', 'batch:' || v_batch.batch_id, v_call.user_id, null,
        v_response || jsonb_build_object('scope', v_scope));
    return v_response;
end
$$;

revoke all on function api.square_off_all(uuid, text, text, text, text, text, boolean)
    from public;
grant execute on function api.square_off_all(uuid, text, text, text, text, text, boolean)
    to ops_agent, ops_supervisor;
comment on function api.square_off_all(uuid, text, text, text, text, text, boolean) is
    'Closes the positions of the client of an open call, all or a segment, product or underlying';

-- POST /squareoff. The same key with the same request gives the same answer and does nothing
-- again. With the name of what was read back to the caller it is sent as it was read or not at all.
-- Calls: auth.require, logic.claim_read_back, logic.exit_shown, logic.remember_request,
-- logic.open_call,
-- logic.place_exit, logic.remember_response, logic.require_as_read_back, audit.append. Writes: none
-- itself.
create or replace function api.square_off(
    call_id uuid, position_id bigint, idempotency_key text, quantity bigint default null,
    percent numeric default null, order_type text default 'PROTECTED',
    limit_price numeric default null, cancel_pending boolean default false,
    exchange text default null, read_back text default null)
returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
    -- Plans are made once, often over tables still empty: by key, whatever their size is then.
    -- Where there is no key the scan looks so dear that it would be compiled: never.
    set plan_cache_mode = force_generic_plan set enable_seqscan = off set jit = off
as $$
declare
    v_person_id bigint := auth.require('ops_agent', 'ops_supervisor');
    v_call core.calls;
    v_exit core.exits;
    v_read_back core.read_backs;
    v_response jsonb;
begin
    v_response := logic.remember_request(v_person_id, idempotency_key, 'square_off',
        jsonb_build_object('call_id', call_id, 'position_id', position_id, 'quantity', quantity,
            'percent', percent, 'order_type', order_type, 'limit_price', limit_price,
            'cancel_pending', cancel_pending, 'exchange', exchange)
            || jsonb_strip_nulls(jsonb_build_object('read_back', square_off.read_back)));
    if v_response is not null then
        return v_response;
    end if;
    v_call := logic.open_call(call_id, v_person_id);
    v_read_back := logic.claim_read_back(v_call.call_id, square_off.read_back);
    v_exit := logic.place_exit(v_call, square_off.position_id, quantity, percent,
        coalesce(order_type, 'PROTECTED'), limit_price, cancel_pending, exchange);
    if v_read_back.read_back_id is not null then
        perform logic.require_as_read_back(
            v_read_back, logic.exit_shown(v_exit), v_exit.instruction_id);
    end if;

    select jsonb_build_object('exit_id', v_exit.exit_id, 'state', v_exit.state,
        'orders', coalesce(jsonb_agg(jsonb_build_object(
            'order_id', o.order_id, 'cl_ord_id', o.cl_ord_id, 'status', o.status,
            'quantity', o.quantity, 'side', o.side, 'limit_price', o.limit_price)
            order by o.order_id), '[]'))
        || case when v_exit.warnings is null and v_exit.approval_id is null then '{}'
            else jsonb_strip_nulls(jsonb_build_object(
                'warnings', v_exit.warnings, 'approval_id', v_exit.approval_id)) end
    into v_response
    from core.orders o where o.exit_id = v_exit.exit_id;
    perform logic.remember_response(v_person_id, idempotency_key, v_response);
    perform audit.append(
        'square_off', 'position:' || position_id, v_call.user_id, null, v_response);
    return v_response;
end
$$;

revoke all on function api.square_off(
    uuid, bigint, text, bigint, numeric, text, numeric, boolean, text, text) from public;
grant execute on function api.square_off(
    uuid, bigint, text, bigint, numeric, text, numeric, boolean, text, text)
    to ops_agent, ops_supervisor;
comment on function api.square_off(
    uuid, bigint, text, bigint, numeric, text, numeric, boolean, text, text) is
    'Closes a position, whole or in part, for the client of an open call; answers the orders';

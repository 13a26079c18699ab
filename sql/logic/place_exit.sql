-- One square-off of a client on the phone: a parent order and what comes of it, now or, when
-- pending exits have to be cancelled first, later by queue.work_exits.
-- Calls: logic.lock_funds, logic.make_exit, logic.raise, logic.wake_order_sessions. Writes: none
-- itself.
create or replace function logic.place_exit(
    call core.calls, position_id bigint, quantity bigint, percent numeric, order_type text,
    limit_price numeric, cancel_pending boolean default false, exchange text default null)
returns core.exits
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
declare
    v_exit core.exits;
begin
    if order_type not in ('PROTECTED', 'LIMIT', 'MARKET') then
        perform logic.raise('IR101', jsonb_build_object(
            'field', 'order_type', 'expected', 'PROTECTED, LIMIT or MARKET', 'got', order_type));
    end if;
    v_exit.call_id := call.call_id;
    v_exit.user_id := call.user_id;
    v_exit.person_id := call.person_id;
    v_exit.position_id := place_exit.position_id;
    v_exit.quantity := place_exit.quantity;
    v_exit.percent := place_exit.percent;
    v_exit.order_type := place_exit.order_type;
    v_exit.limit_price := place_exit.limit_price;
    v_exit.exchange := place_exit.exchange;
    v_exit.cancel_pending := coalesce(place_exit.cancel_pending, false);
    v_exit.request_id := nullif(current_setting('irra.request_id', true), '');
    v_exit.created_at := now();
    perform logic.lock_funds(call.user_id);
    v_exit := logic.make_exit(v_exit);
    perform logic.wake_order_sessions(array[v_exit.exit_id]);
    return v_exit;
end
$$;

revoke all on function logic.place_exit(
    core.calls, bigint, bigint, numeric, text, numeric, boolean, text) from public;
comment on function logic.place_exit(
    core.calls, bigint, bigint, numeric, text, numeric, boolean, text) is
    'Places the exit of a position, in slices; answers the parent order; IR1xx, IR2xx, IR3xx';

-- An order leaves once: claims queued requests in order, urgent ones first, as many as the
-- session's rate limit allows, numbers them, keeps the messages and moves the orders, all in this
-- one transaction; the caller writes to the socket after it has committed. What must not be sent
-- any more is withdrawn with an alert.
-- Lock order: queue rows (skip locked), orders, session state.
-- Calls: logic.send_orders, fix.claim_requests, fix.number_requests, fix.refusable_requests,
-- fix.require_lease, fix.sending_limits, fix.withdraw_requests.
-- Writes: none itself.
create or replace function fix.dispatch(
    session_name text, epoch bigint, max_messages integer default 100)
returns table (sequence bigint, msg_type text, sent_at timestamptz, body text, order_id bigint,
    cl_ord_id text, request_id text)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
    -- Plans are made once, often over tables still empty: by key, whatever their size is then.
    set plan_cache_mode = force_generic_plan set enable_seqscan = off set jit = off
as $$
#variable_conflict use_column
declare
    v_state fix.session_state;
    v_claimed bigint[];
    v_refused record;
    v_sent_at timestamptz := date_trunc('milliseconds', clock_timestamp());
    v_limits record := fix.sending_limits(dispatch.session_name, v_sent_at);
begin
    v_claimed := fix.claim_requests(dispatch.session_name,
        least(dispatch.max_messages, floor(v_limits.allowance))::integer, v_limits.is_paused);
    if v_claimed is null then
        return;
    end if;

    -- Oldest order first, as everywhere: the locks that the next steps need.
    perform from core.orders o
    where o.order_id = any (array(select r.order_id from core.order_requests r
        where r.order_request_id = any (v_claimed)))
    order by o.order_id
    for no key update;
    for v_refused in
        select k.reason, array_agg(k.order_request_id) as order_request_ids
        from fix.refusable_requests(v_claimed) k
        group by k.reason
    loop
        perform fix.withdraw_requests(v_refused.order_request_ids, v_refused.reason);
    end loop;
    perform logic.send_orders(v_claimed);

    v_state := fix.require_lease(dispatch.session_name, dispatch.epoch);
    return query
        select n.sequence, n.msg_type, n.sent_at, n.body, n.order_id, n.cl_ord_id, n.request_id
        from fix.number_requests(v_state, v_claimed, v_sent_at, v_limits.allowance) n;
end
$$;

revoke all on function fix.dispatch(text, bigint, integer) from public;
grant execute on function fix.dispatch(text, bigint, integer) to irra_gateway;
comment on function fix.dispatch(text, bigint, integer) is
    'Claims, numbers and keeps queued messages of a session; answers them in order';

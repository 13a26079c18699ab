-- Asks the exchange what became of these orders: one question each, unless one waits in the queue.
-- The session that is not logged on asks for itself when it is.
-- Calls: logic.enqueue_requests. Writes: core.order_requests.
create or replace function logic.ask_order_status(order_ids bigint[])
returns bigint
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
declare
    v_request_ids bigint[];
begin
    with asked as (
        insert into core.order_requests (order_id, kind, cl_ord_id, session_name)
        select o.order_id, 'status', o.current_cl_ord_id, o.session_name
        from core.orders o
        join fix.session_state s on s.session_name = o.session_name and s.status = 'logged_on'
        where o.order_id = any (order_ids) and not exists (
            select from core.order_requests q
            where q.order_id = o.order_id and q.kind in ('status', 'new') and q.state = 'queued')
        order by o.order_id
        returning order_request_id
    )
    select array_agg(a.order_request_id order by a.order_request_id) into v_request_ids
    from asked a;
    if v_request_ids is not null then
        perform logic.enqueue_requests(v_request_ids);
    end if;
    return coalesce(cardinality(v_request_ids), 0);
end
$$;

revoke all on function logic.ask_order_status(bigint[]) from public;
comment on function logic.ask_order_status(bigint[]) is
    'Queues status questions for orders whose session is logged on; answers how many';

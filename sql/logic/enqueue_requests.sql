-- Puts messages to the exchange into their sessions' queues and wakes the sessions that sleep.
-- Calls: queue.wake. Writes: queue.dispatch.
create or replace function logic.enqueue_requests(order_request_ids bigint[])
returns void
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
begin
    insert into queue.dispatch (session_name, order_request_id, can_wait, is_urgent,
        is_question)
    select r.session_name, r.order_request_id, r.kind in ('new', 'replace'),
        r.kind in ('cancel', 'mass_cancel'), r.kind = 'status'
    from core.order_requests r
    where r.order_request_id = any (order_request_ids);

    perform queue.wake('dispatch:' || s.session_name)
    from (select distinct r.session_name from core.order_requests r
          where r.order_request_id = any (order_request_ids)) s;
end
$$;

revoke all on function logic.enqueue_requests(bigint[]) from public;
comment on function logic.enqueue_requests(bigint[]) is
    'Queues messages to the exchange for their sessions; cancels go first, questions last';

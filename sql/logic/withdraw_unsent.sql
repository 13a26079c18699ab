-- What waits in a queue of orders that the caller holds locked is taken out of it: an order that
-- never left ends, one whose replacement never left stands as it was. Answers those that ended.
-- Calls: logic.change_orders, logic.lapse_requests. Writes: queue.dispatch, core.order_requests.
create or replace function logic.withdraw_unsent(order_ids bigint[], reason text)
returns bigint[]
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
declare
    v_requests bigint[];
    v_ended bigint[];
    v_word text := coalesce(reason, 'taken back before it was sent');
begin
    with waiting as (
        select q.session_name, q.order_request_id
        from core.order_requests r
        join queue.dispatch q
            on (q.session_name, q.order_request_id) = (r.session_name, r.order_request_id)
        where r.order_id = any (order_ids) and r.kind in ('new', 'replace')
        order by q.order_request_id
        for update of q skip locked
    ),
    taken as (
        delete from queue.dispatch d using waiting w
        where (d.session_name, d.order_request_id) = (w.session_name, w.order_request_id)
        returning d.order_request_id
    )
    select array_agg(t.order_request_id) into v_requests from taken t;
    v_ended := array(
        select o.order_id from core.orders o
        where o.order_id = any (order_ids) and (o.status = 'pending_approval' or exists (
            select from core.order_requests r
            where r.order_id = o.order_id and r.kind = 'new'
                and r.order_request_id = any (v_requests)))
        order by o.order_id);
    if v_requests is null and v_ended = '{}' then
        return v_ended;
    end if;
    -- Before its events: what follows them looks at what is still on its way.
    update core.order_requests r
    set state = 'withdrawn', answered_at = now(), answer = v_word
    where r.order_request_id = any (v_requests)
        or r.order_id = any (v_ended) and r.state = 'queued';
    -- A cancel that waits behind an order which never leaves has nothing to cancel.
    delete from queue.dispatch d using core.order_requests r
    where r.order_id = any (v_ended)
        and (d.session_name, d.order_request_id) = (r.session_name, r.order_request_id);
    perform logic.change_orders(array(
        select row(e.order_id, 'withdrawn', null, 0, null, null, withdraw_unsent.reason, null,
            null, null, null)::core.order_change
        from unnest(v_ended) e (order_id)));
    perform logic.lapse_requests(v_ended, v_word);
    perform logic.change_orders(array(
        select row(r.order_id, 'replace_rejected', null, null, null, null, v_word, null,
            null, null, r.cl_ord_id)::core.order_change
        from core.order_requests r
        where r.order_request_id = any (v_requests) and r.kind = 'replace'
        order by r.order_id));
    return v_ended;
end
$$;

revoke all on function logic.withdraw_unsent(bigint[], text) from public;
comment on function logic.withdraw_unsent(bigint[], text) is
    'Takes unsent orders and replacements out of their queues; answers the orders that ended';

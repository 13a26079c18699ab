-- Asks the exchange to cancel orders that the primary had placed, as a set, on our own session for
-- their segment: the exchange knows them by its number, which we must know. The primary's row is
-- not touched; core.primary_orders holds what we asked and were told. Pressing twice is one cancel,
-- until it may be asked again. Answers each order with a problem {code, title, detail} where there
-- is one; null = a cancel is on its way.
-- Lock order: core.primary_orders ascending. Calls: logic.enqueue_requests, logic.next_cl_ord_id,
-- logic.primary_order_routes, logic.problem, logic.setting_integer. Writes: core.primary_orders,
-- core.order_requests.
create or replace function logic.cancel_primary_orders(book_order_ids bigint[], reason text)
returns table (book_order_id bigint, problem jsonb)
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    v_wait interval := make_interval(
        secs => logic.setting_integer('cancel_retry_seconds'));
    v_asked bigint[];
    v_request_ids bigint[];
begin
    insert into core.primary_orders (book_order_id, user_id, status, cumulative_quantity,
        exchange_order_id)
    select b.order_id, b.user_id, 'open', b.filled_quantity, b.exchange_order_id
    from book.orders b
    where b.order_id = any (book_order_ids) and b.status in ('open', 'partially_filled')
        and b.exchange_order_id is not null
    order by b.order_id
    on conflict do nothing;
    perform from core.primary_orders w
    where w.book_order_id = any (book_order_ids)
    order by w.book_order_id
    for no key update;

    v_asked := array(
        select r.book_order_id
        from logic.primary_order_routes(book_order_ids) r
        join core.primary_orders w on w.book_order_id = r.book_order_id
        where r.refusal is null and w.is_live
            and not exists (
                select from core.order_requests q
                where q.book_order_id = r.book_order_id and q.kind = 'cancel'
                    and (q.state = 'queued' or q.state = 'sent' and q.sent_at > now() - v_wait))
        order by r.book_order_id);
    update core.primary_orders w
    set status = 'cancel_pending', cancel_requested_at = now(), updated_at = now(),
        reason = coalesce(cancel_primary_orders.reason, w.reason)
    where w.book_order_id = any (v_asked);
    with asked as (
        insert into core.order_requests (
            book_order_id, kind, cl_ord_id, orig_cl_ord_id, session_name)
        select r.book_order_id, 'cancel', logic.next_cl_ord_id(), b.cl_ord_id, r.session_name
        from logic.primary_order_routes(v_asked) r
        join book.orders b on b.order_id = r.book_order_id
        order by r.book_order_id
        returning order_request_id
    )
    select array_agg(a.order_request_id order by a.order_request_id) into v_request_ids
    from asked a;
    if v_request_ids is not null then
        perform logic.enqueue_requests(v_request_ids);
    end if;

    return query
        select r.book_order_id, case when r.refusal is not null or not coalesce(w.is_live, true)
            then logic.problem(coalesce(r.code, 'IR202'), jsonb_build_object(
                'order_id', r.book_order_id, 'source', 'primary', 'reason', coalesce(
                    r.refusal, 'the exchange has told that it is ' || w.status)))
                -> 'problem' end
        from logic.primary_order_routes(book_order_ids) r
        left join core.primary_orders w on w.book_order_id = r.book_order_id
        order by r.book_order_id;
end
$$;

revoke all on function logic.cancel_primary_orders(bigint[], text) from public;
comment on function logic.cancel_primary_orders(bigint[], text) is
    'Asks the exchange to cancel orders of the primary; answers each with its problem or null';

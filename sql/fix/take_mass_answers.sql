-- Answers to mass questions. A mass status question (AF) is answered by one status report for each
-- order, of ours or not; it is over with the last (912=Y, or as many as 911 says), or at once when
-- there is none (39=8). Then the session's orders that were sent before the question and not named
-- are unknown to the exchange. A mass cancel report (r) that refuses is for a person; the orders
-- that it cancels are told one by one.
-- Calls: logic.lose_orders, logic.raise_alert. Writes: fix.mass_status_answers,
-- core.order_requests.
create or replace function fix.take_mass_answers(session fix.sessions, reports fix.report[])
returns void
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
declare
    v_asked core.order_requests;
begin
    insert into fix.mass_status_answers (order_request_id, answer_key, order_id)
    select distinct on (q.order_request_id, k.answer_key)
        q.order_request_id, k.answer_key, r.order_id
    from unnest(reports) r
    join core.order_requests q on q.cl_ord_id = r.reference_id and q.kind = 'mass_status'
        and q.session_name = session.name and q.state = 'sent'
    cross join lateral (select coalesce(r.exchange_order_id, r.cl_ord_id) as answer_key) k
    where r.msg_type = '8' and r.exec_type = 'I' and k.answer_key is not null
        and (r.order_id is not null or r.ord_status <> '8')
    order by q.order_request_id, k.answer_key, r.order_id
    on conflict (order_request_id, answer_key) do nothing;

    for v_asked in
        select q.*
        from core.order_requests q
        where q.kind = 'mass_status' and q.session_name = session.name and q.state = 'sent'
            and exists (
                select from unnest(reports) r
                where r.reference_id = q.cl_ord_id and r.msg_type = '8' and r.exec_type = 'I'
                    and (r.is_last or (r.order_id is null and r.ord_status = '8')
                        or r.answer_count <= (
                            select count(*) from fix.mass_status_answers a
                            where a.order_request_id = q.order_request_id)))
        order by q.order_request_id
        for no key update of q
    loop
        perform logic.lose_orders(array(
            select o.order_id
            from core.orders o
            join core.order_requests n on n.order_id = o.order_id and n.kind = 'new'
            where o.session_name = session.name and o.leaves_quantity > 0
                and (n.incarnation, n.sequence) < (v_asked.incarnation, v_asked.sequence)
                and not exists (
                    select from fix.mass_status_answers a
                    where a.order_request_id = v_asked.order_request_id
                        and a.order_id = o.order_id)),
            'unknown', 'not among the orders that the exchange named');
        delete from fix.mass_status_answers a
        where a.order_request_id = v_asked.order_request_id;
        update core.order_requests q set state = 'answered', answered_at = now(), answer = 'I'
        where q.order_request_id = v_asked.order_request_id;
    end loop;

    update core.order_requests q
    set state = 'answered', answered_at = now(), answer = r.msg_type
    from unnest(reports) r
    where q.order_request_id = r.order_request_id and q.kind = 'mass_status' and q.state = 'sent'
        and r.msg_type in ('3', 'j');
    perform logic.raise_alert('mass_request_refused', 'critical', session.name, jsonb_build_object(
        'cl_ord_id', r.cl_ord_id, 'kind', r.request_kind, 'reason', r.reason))
    from unnest(reports) r
    where (r.msg_type in ('3', 'j') and r.request_kind in ('mass_status', 'mass_cancel'))
        or (r.msg_type = 'r' and r.ord_status = '0');
end
$$;

revoke all on function fix.take_mass_answers(fix.sessions, fix.report[]) from public;
comment on function fix.take_mass_answers(fix.sessions, fix.report[]) is
    'Answers to mass status questions and mass cancels; orders that nobody named become unknown';

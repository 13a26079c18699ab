-- Marks the requests that these reports answer, so that they are not asked for again.
-- Calls: none. Writes: core.order_requests.
create or replace function fix.answer_requests(session fix.sessions, reports fix.report[])
returns void
language sql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
    update core.order_requests q
    set state = 'answered', answered_at = now(), answer = a.answer
    from (
        select distinct on (k.order_request_id) k.order_request_id,
            coalesce(r.exec_type, r.msg_type) as answer
        from unnest(reports) r
        join core.order_requests k on k.order_id = r.order_id and k.state = 'sent'
            and (k.cl_ord_id in (r.cl_ord_id, r.orig_cl_ord_id)
                or (k.kind = 'new' and r.msg_type = '8'))
        where (k.kind = 'status') = (coalesce(r.exec_type, '') = 'I')
            or (k.kind = 'new' and r.exec_type = 'I')
        order by k.order_request_id, r.sequence
    ) a
    where q.order_request_id = a.order_request_id
$$;

revoke all on function fix.answer_requests(fix.sessions, fix.report[]) from public;
comment on function fix.answer_requests(fix.sessions, fix.report[]) is
    'Marks our requests that these reports answer';

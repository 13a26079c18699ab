-- Marks the requests that these reports answer, so that they are not asked for again: the one that
-- is named; the order's own, by whatever is told of it; its open questions, by a status answer.
-- What is only pending (A apart: the order is there) answers no cancel and no replacement.
-- Calls: none. Writes: core.order_requests.
create or replace function fix.answer_requests(reports fix.report[])
returns void
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
begin
    update core.order_requests q
    set state = 'answered', answered_at = now(), answer = a.answer
    from (
        select distinct on (k.order_request_id) k.order_request_id, k.answer
        from (
            select r.order_request_id, coalesce(r.exec_type, r.msg_type) as answer, r.sequence
            from unnest(reports) r
            where r.is_answer and r.request_kind <> 'mass_status' and (r.request_kind = 'new'
                or coalesce(r.exec_type, '') not in ('6', 'A', 'E', 'I')
                or r.exec_type = 'I' and r.request_kind = 'replace'
                    and r.ord_status in ('0', '1', '2', '5'))
            union all
            select k.order_request_id, coalesce(r.exec_type, r.msg_type), r.sequence
            from unnest(reports) r
            join core.order_requests k on k.order_id = r.order_id and k.state = 'sent'
                and (k.kind = 'new' or k.kind = 'status' and r.exec_type = 'I'
                    or k.cl_ord_id = r.orig_cl_ord_id and r.exec_type not in ('6', 'A', 'E'))
            where r.msg_type = '8' and (r.exec_type = 'I'
                or r.order_request_id is null or r.request_kind <> 'new')
        ) k
        order by k.order_request_id, k.sequence
    ) a
    where q.order_request_id = a.order_request_id and q.state in ('sent', 'expired');
end
$$;

revoke all on function fix.answer_requests(fix.report[]) from public;
comment on function fix.answer_requests(fix.report[]) is
    'Marks our requests that these reports answer';

-- What is told on a conformance session is about no client: it answers the order that it names and
-- does nothing else.
-- Calls: none. Writes: core.order_requests.
create or replace function fix.answer_conformance(session_name text, messages jsonb)
returns void
language sql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
    update core.order_requests q
    set state = 'answered', answered_at = now(), answer = a.answer
    from (
        select distinct on (m.fields ->> '11') m.fields ->> '11' as cl_ord_id,
            coalesce(m.fields ->> '150', m.msg_type) as answer
        from jsonb_to_recordset(messages) as m (sequence bigint, msg_type text, fields jsonb)
        order by m.fields ->> '11', m.sequence
    ) a
    where q.cl_ord_id = answer_conformance.session_name || '/' || a.cl_ord_id
        and q.session_name = answer_conformance.session_name and q.kind = 'new'
        and q.state = 'sent'
$$;

revoke all on function fix.answer_conformance(text, jsonb) from public;
comment on function fix.answer_conformance(text, jsonb) is
    'Marks the orders of a conformance suite that these messages answer';

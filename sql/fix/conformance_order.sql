-- An order of a conformance suite: no client's, so its whole body is made here. A ClOrdID is sent
-- once on its session, ever. With the session's name before it the ClOrdID can be no other order's.
-- Calls: fix.timestamp_text, logic.enqueue_requests, logic.raise. Writes: core.order_requests.
create or replace function fix.conformance_order(session_name text, cl_ord_id text)
returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    v_soh constant text := E'\x01';
    v_order_request_id bigint;
begin
    if conformance_order.cl_ord_id !~ '^[\x21-\x7e]{1,64}$' then
        perform logic.raise('IR101', jsonb_build_object('cl_ord_id', conformance_order.cl_ord_id,
            'reason', 'a ClOrdID is 1 to 64 printable characters without blanks'));
    elsif not exists (select from fix.sessions s
            where s.name = conformance_order.session_name and s.conformance) then
        perform logic.raise('IR104',
            jsonb_build_object('conformance_session', conformance_order.session_name));
    end if;
    insert into core.order_requests as r (kind, cl_ord_id, session_name, body)
    values ('new', conformance_order.session_name || '/' || conformance_order.cl_ord_id,
        conformance_order.session_name, concat(
            '11=', conformance_order.cl_ord_id, v_soh, '1=CONFORMANCE', v_soh, '21=1', v_soh,
            '55=IRRA', v_soh, '54=2', v_soh, '38=1', v_soh, '40=2', v_soh, '44=100', v_soh,
            '59=0', v_soh, '60=', fix.timestamp_text(now()), v_soh))
    on conflict (cl_ord_id) where kind <> 'status' do nothing
    returning r.order_request_id into v_order_request_id;
    if v_order_request_id is null then
        return false;
    end if;
    perform logic.enqueue_requests(array[v_order_request_id]);
    return true;
end
$$;

revoke all on function fix.conformance_order(text, text) from public;
grant execute on function fix.conformance_order(text, text) to irra_gateway;
comment on function fix.conformance_order(text, text) is
    'Queues an order on a conformance session; false when its ClOrdID was queued before';

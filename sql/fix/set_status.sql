-- What a DBA sees of a session. After each logon every live order is asked for: what
-- the exchange did while we were away comes back as an answer; nothing is sent again blindly.
-- Calls: fix.require_lease, logic.enqueue_requests. Writes: fix.session_state,
-- core.order_requests.
create or replace function fix.set_status(
    session_name text, epoch bigint, status text, detail text default null)
returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_request_ids bigint[];
begin
    perform fix.require_lease(session_name, epoch);
    update fix.session_state s
    set status = set_status.status, status_since = now(), detail = left(set_status.detail, 1000)
    where s.session_name = set_status.session_name;
    if status = 'logged_on' then
        with asked as (
            insert into core.order_requests (order_id, kind, cl_ord_id, session_name)
            select o.order_id, 'status', o.cl_ord_id, o.session_name
            from core.orders o
            where o.session_name = set_status.session_name and o.leaves_quantity > 0
                and o.status <> 'queued'
                -- One question at a time: an older one that waits in the queue is enough.
                and not exists (
                    select from core.order_requests q
                    where q.order_id = o.order_id and q.kind in ('status', 'new')
                        and q.state = 'queued')
            order by o.order_id
            returning order_request_id
        )
        select array_agg(a.order_request_id) into v_request_ids from asked a;
        if v_request_ids is not null then
            perform logic.enqueue_requests(v_request_ids);
        end if;
    end if;
end
$$;

revoke all on function fix.set_status(text, bigint, text, text) from public;
grant execute on function fix.set_status(text, bigint, text, text) to irra_gateway;
comment on function fix.set_status(text, bigint, text, text) is
    'Records a session''s status; on logged_on asks for the orders that are unanswered';

-- What a DBA sees of a session. After each logon every live order is asked for, one by one or in
-- one question as the session's row says: what the exchange did while we were away comes back as
-- an answer; nothing is sent again blindly.
-- Calls: fix.require_lease, logic.enqueue_requests, logic.next_cl_ord_id. Writes:
-- fix.session_state, core.order_requests.
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
    set status = set_status.status, status_since = now(), detail = left(set_status.detail, 1000),
        interruptions = s.interruptions + (s.status = 'logged_on'
            and set_status.status in ('down', 'connecting'))::integer,
        open_since = case when set_status.status = 'logged_on' then clock_timestamp()
            else s.open_since end
    where s.session_name = set_status.session_name;
    if status <> 'logged_on' then
        return;
    end if;
    with live as (
        select o.order_id, o.current_cl_ord_id, c.mass_status
        from core.orders o
        join fix.sessions c on c.name = o.session_name
        where o.session_name = set_status.session_name and o.leaves_quantity > 0
            and o.status not in ('queued', 'pending_approval')
    ),
    asked as (
        insert into core.order_requests (order_id, kind, cl_ord_id, session_name)
        select k.order_id, k.kind, k.cl_ord_id, set_status.session_name
        from (
            select l.order_id, 'status' as kind, l.current_cl_ord_id as cl_ord_id
            from live l
            -- One question at a time: an older one that waits in the queue is enough.
            where not l.mass_status and not exists (
                select from core.order_requests q
                where q.order_id = l.order_id and q.kind in ('status', 'new')
                    and q.state = 'queued')
            union all
            select null, 'mass_status', logic.next_cl_ord_id()
            where exists (select from live l where l.mass_status) and not exists (
                select from core.order_requests q
                where q.session_name = set_status.session_name and q.kind = 'mass_status'
                    and q.state = 'queued')
        ) k
        order by k.order_id
        returning order_request_id
    )
    select array_agg(a.order_request_id) into v_request_ids from asked a;
    if v_request_ids is not null then
        perform logic.enqueue_requests(v_request_ids);
    end if;
end
$$;

revoke all on function fix.set_status(text, bigint, text, text) from public;
grant execute on function fix.set_status(text, bigint, text, text) to irra_gateway;
comment on function fix.set_status(text, bigint, text, text) is
    'Records a session''s status; on logged_on asks for the orders that are live';

-- Sets the messages aside that told something which nothing here could take: about no order and no
-- request of ours on our own session, without a meaning, a bust that names nothing.
-- Calls: fix.park, fix.report_event. Writes: none itself.
create or replace function fix.park_unreadable(
    session fix.sessions, reports fix.report[], messages jsonb, unkept bigint[])
returns void
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
begin
    perform fix.park(session.name, m.value, p.reason)
    from unnest(reports) r
    left join core.orders o on o.order_id = r.order_id
    cross join lateral (select case
        when r.sequence = any (unkept)
            then 'a bust or correction that does not say of what, or to what'
        when r.order_id is null and r.book_order_id is null and r.order_request_id is null
            and session.kind = 'order' and not (r.msg_type = '8' and r.exec_type = 'I')
            then 'no order of ours matches this report'
        when r.msg_type = '8' and fix.report_event(r, coalesce(o.quantity, 0)) is null
            and coalesce(r.exec_type, '') not in ('5', '6', 'A', 'D', 'E', 'G', 'H')
            and (o.order_id is not null or r.exec_type = 'F')
            then 'nothing here knows what this report means'
        end as reason) p
    join jsonb_array_elements(messages) m on (m.value ->> 'sequence')::bigint = r.sequence
    where p.reason is not null;
end
$$;

revoke all on function fix.park_unreadable(fix.sessions, fix.report[], jsonb, bigint[]) from public;
comment on function fix.park_unreadable(fix.sessions, fix.report[], jsonb, bigint[]) is
    'Parks the messages that nothing here could take';

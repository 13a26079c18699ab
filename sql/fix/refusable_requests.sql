-- Why claimed requests must not be sent after all. An order or a replacement that was too old when
-- its messages could leave again (log-on, the end of a pause) is not executed late without anybody
-- knowing; one that only waited for the rate limit is sent.
-- Calls: logic.is_sendable. Writes: none.
create or replace function fix.refusable_requests(order_request_ids bigint[])
returns table (order_request_id bigint, reason text)
language plpgsql stable security invoker set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    return query
    select k.order_request_id, k.reason
    from (
        select r.order_request_id, case
            when num_nonnulls(r.order_id, r.book_order_id) > 0
                and not coalesce(logic.is_sendable(i, u.broker_id), false)
                then 'the book no longer has what the message needs'
            when r.kind in ('new', 'replace')
                and r.queued_at < coalesce(t.open_since, clock_timestamp()) - s.max_resend_age
                then 'not sent in time'
            when r.kind = 'new' and o.status not in ('queued', 'cancel_pending')
                then 'the order ended before it was sent'
            when r.kind = 'replace' and o.status <> 'replace_pending'
                then 'the order moved on before its replacement was sent' end as reason
        from core.order_requests r
        join fix.sessions s on s.name = r.session_name
        join fix.session_state t on t.session_name = r.session_name
        -- `limit 1`: look-ups, never a scan of the book for a few requests.
        left join lateral (
            select x.status, x.instrument_id, x.user_id from core.orders x
            where x.order_id = r.order_id limit 1) o on true
        left join lateral (
            select x.instrument_id, x.user_id from book.orders x
            where x.order_id = r.book_order_id limit 1) b on true
        left join lateral (
            select x.* from book.instruments x
            where x.instrument_id = coalesce(o.instrument_id, b.instrument_id) limit 1) i on true
        left join lateral (
            select x.broker_id from book.users x
            where x.user_id = coalesce(o.user_id, b.user_id) limit 1) u on true
        where r.order_request_id = any (refusable_requests.order_request_ids)) k
    where k.reason is not null;
end
$$;

revoke all on function fix.refusable_requests(bigint[]) from public;
comment on function fix.refusable_requests(bigint[]) is
    'Claimed requests that must not be sent, each with the reason';

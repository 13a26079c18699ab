-- Calls: none. Writes: none.
create or replace function logic.asked_only_simulators(book_order_id bigint)
returns boolean
language sql stable security invoker set search_path = pg_catalog, pg_temp
as $$
    select coalesce(every(s.simulated), false)
    from core.order_requests q
    join fix.sessions s on s.name = q.session_name
    where q.book_order_id = asked_only_simulators.book_order_id
$$;

revoke all on function logic.asked_only_simulators(bigint) from public;
comment on function logic.asked_only_simulators(bigint) is
    'Whether the desk has asked about this order of the primary, and nobody but simulators';

-- Leadership of a session: a lease with a fencing epoch. Every later call names the epoch, so one
-- who lost the lease without noticing can write nothing (IR501).
-- Calls: none. Writes: fix.session_state.
create or replace function fix.acquire(
    session_name text, worker text, lease_seconds integer default 5)
returns table (epoch bigint, next_outbound bigint, next_inbound bigint, incarnation integer)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    insert into fix.session_state as s (session_name)
    select c.name from fix.sessions c
    where c.name = acquire.session_name and c.enabled
    on conflict on constraint session_state_pkey do nothing;
    return query
        update fix.session_state s
        set epoch = s.epoch + 1, leader = acquire.worker,
            lease_until = clock_timestamp() + make_interval(secs => acquire.lease_seconds),
            status = 'down', status_since = now(), detail = null
        where s.session_name = acquire.session_name
            and (s.lease_until is null or s.lease_until < clock_timestamp())
        returning s.epoch, s.next_outbound, s.next_inbound, s.incarnation;
end
$$;

revoke all on function fix.acquire(text, text, integer) from public;
grant execute on function fix.acquire(text, text, integer) to irra_gateway;
comment on function fix.acquire(text, text, integer) is
    'Takes the lease of a session that nobody leads; no row while another does';

-- Leadership of a session: a lease with a fencing epoch. Every later call names the epoch, so one
-- who lost the lease without noticing can write nothing (IR501). Answers also who let it run out,
-- if anybody: a line of his may still stand.
-- Calls: none. Writes: fix.session_state.
create or replace function fix.acquire(
    session_name text, worker text, lease_seconds integer default 5)
returns table (
    epoch bigint, next_outbound bigint, next_inbound bigint, incarnation integer,
    predecessor text)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    insert into fix.session_state as s (session_name)
    select c.name from fix.sessions c
    where c.name = acquire.session_name and c.enabled
    on conflict on constraint session_state_pkey do nothing;
    return query
        with free as (
            select f.session_name, f.leader from fix.session_state f
            where f.session_name = acquire.session_name
                and (f.lease_until is null or f.lease_until < clock_timestamp())
            for update
        )
        update fix.session_state s
        set epoch = s.epoch + 1, leader = acquire.worker,
            lease_until = clock_timestamp() + make_interval(secs => acquire.lease_seconds),
            status = 'down', status_since = now(), detail = null,
            interruptions = s.interruptions + (s.status = 'logged_on')::integer
        from free
        where s.session_name = free.session_name
        returning s.epoch, s.next_outbound, s.next_inbound, s.incarnation, free.leader;
end
$$;

revoke all on function fix.acquire(text, text, integer) from public;
grant execute on function fix.acquire(text, text, integer) to irra_gateway;
comment on function fix.acquire(text, text, integer) is
    'Takes the lease of a session that nobody leads; no row while another does';

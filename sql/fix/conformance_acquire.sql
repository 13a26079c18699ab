-- A killed predecessor is not waited for: who leads holds an advisory lock on its connection, which
-- the server releases when the process is dead, and the epoch fences off whatever it had begun. One
-- that lives, stopped perhaps, keeps the session until its lease ends.
-- Calls: fix.acquire. Writes: fix.session_state.
create or replace function fix.conformance_acquire(
    session_name text, worker text, lease_seconds integer)
returns table (epoch bigint, next_outbound bigint, next_inbound bigint, incarnation integer)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    if pg_catalog.pg_try_advisory_lock(
        hashtext('fix.conformance_acquire'), hashtext(conformance_acquire.session_name)) then
        update fix.session_state s set lease_until = null
        where s.session_name = conformance_acquire.session_name
            and exists (select from fix.sessions c
                where c.name = s.session_name and c.conformance);
    end if;
    return query
        select a.epoch, a.next_outbound, a.next_inbound, a.incarnation
        from fix.acquire(conformance_acquire.session_name, conformance_acquire.worker,
            conformance_acquire.lease_seconds) a;
end
$$;

revoke all on function fix.conformance_acquire(text, text, integer) from public;
grant execute on function fix.conformance_acquire(text, text, integer) to irra_gateway;
comment on function fix.conformance_acquire(text, text, integer) is
    'Takes the lease of a conformance session, from a dead holder at once; no row while one lives';

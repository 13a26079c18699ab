-- Calls: none. Writes: fix.session_state.
create or replace function fix.release(session_name text, epoch bigint)
returns void
language sql volatile security definer set search_path = pg_catalog, pg_temp
as $$
    update fix.session_state s
    set lease_until = null, leader = null, status = 'down', status_since = now(),
        interruptions = s.interruptions + (s.status = 'logged_on')::integer
    where s.session_name = release.session_name and s.epoch = release.epoch
$$;

revoke all on function fix.release(text, bigint) from public;
grant execute on function fix.release(text, bigint) to irra_gateway;
comment on function fix.release(text, bigint) is
    'Gives the lease back, so that another may lead at once';

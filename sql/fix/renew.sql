-- Calls: none. Writes: fix.session_state.
create or replace function fix.renew(
    session_name text, epoch bigint, lease_seconds integer default 5)
returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
    update fix.session_state s
    set lease_until = clock_timestamp() + make_interval(secs => lease_seconds)
    where s.session_name = renew.session_name and s.epoch = renew.epoch;
    return found;
end
$$;

revoke all on function fix.renew(text, bigint, integer) from public;
grant execute on function fix.renew(text, bigint, integer) to irra_gateway;
comment on function fix.renew(text, bigint, integer) is
    'Keeps the lease; false when another has taken it';

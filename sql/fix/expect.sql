-- Calls: fix.require_lease. Writes: fix.session_state.
create or replace function fix.expect(session_name text, epoch bigint, next_inbound bigint)
returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
    perform fix.require_lease(session_name, epoch);
    update fix.session_state s
    set next_inbound = expect.next_inbound, last_inbound_at = now()
    where s.session_name = expect.session_name;
end
$$;

revoke all on function fix.expect(text, bigint, bigint) from public;
grant execute on function fix.expect(text, bigint, bigint) to irra_gateway;
comment on function fix.expect(text, bigint, bigint) is
    'Session-level messages or a gap fill moved the number that is expected next';

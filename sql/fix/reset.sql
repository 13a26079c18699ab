-- Both numbers start again at 1: a new incarnation, so stored messages of the old one are never
-- taken for new ones.
-- Calls: fix.require_lease. Writes: fix.session_state.
create or replace function fix.reset(session_name text, epoch bigint)
returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
    perform fix.require_lease(session_name, epoch);
    update fix.session_state s
    set incarnation = s.incarnation + 1, next_outbound = 1, next_inbound = 1
    where s.session_name = reset.session_name;
end
$$;

revoke all on function fix.reset(text, bigint) from public;
grant execute on function fix.reset(text, bigint) to irra_gateway;
comment on function fix.reset(text, bigint) is 'Sets both sequence numbers of a session to 1';

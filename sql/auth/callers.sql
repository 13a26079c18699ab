-- Calls: auth.current_person, logic.callers
-- Writes: -
create or replace function auth.callers()
returns bigint[]
language plpgsql
stable
security definer
set search_path = pg_catalog, pg_temp
as $$
begin
    return logic.callers(auth.current_person());
end
$$;

revoke all on function auth.callers() from public;
grant execute on function auth.callers()
    to ops_viewer, ops_agent, ops_supervisor, ops_admin, auditor;

comment on function auth.callers() is
    'User ids of the clients that the current person serves in an open call; empty for nobody';

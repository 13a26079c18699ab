-- The rule of policies/clients.sql as a question, for the few columns and figures that no role may
-- read by itself. Tests compare the two.
-- Calls: auth.current_person, logic.may_see
-- Writes: -
create or replace function auth.may_see(user_id bigint)
returns boolean
language plpgsql
stable
security definer
set search_path = pg_catalog, pg_temp
as $$
begin
    return logic.may_see(auth.current_person(), may_see.user_id);
end
$$;

revoke all on function auth.may_see(bigint) from public;
grant execute on function auth.may_see(bigint)
    to ops_viewer, ops_agent, ops_supervisor, ops_admin, auditor;

comment on function auth.may_see(bigint) is
    'Whether the current person may see client `user_id`: by an open call or role, within scopes';

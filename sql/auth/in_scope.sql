-- Calls: auth.current_person, logic.in_scope
-- Writes: -
create or replace function auth.in_scope(user_id bigint, instrument_id bigint)
returns boolean
language plpgsql
stable
security definer
set search_path = pg_catalog, pg_temp
as $$
begin
    return logic.in_scope(auth.current_person(), in_scope.user_id, in_scope.instrument_id);
end
$$;

revoke all on function auth.in_scope(bigint, bigint) from public;
grant execute on function auth.in_scope(bigint, bigint)
    to ops_viewer, ops_agent, ops_supervisor, ops_admin, auditor;

comment on function auth.in_scope(bigint, bigint) is
    'Whether the current person''s scopes cover a client, or an instrument of the client';

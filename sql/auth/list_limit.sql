-- Calls: logic.setting_integer
-- Writes: -
create or replace function auth.list_limit()
returns bigint
language plpgsql
stable
security definer
set search_path = pg_catalog, pg_temp
as $$
begin
    return logic.setting_integer('list_limit');
end
$$;

revoke all on function auth.list_limit() from public;
grant execute on function auth.list_limit()
    to ops_viewer, ops_agent, ops_supervisor, ops_admin, auditor;

comment on function auth.list_limit() is
    'Most rows that a list answers, for functions that run as the person''s own role';

-- Calls: auth.current_person
-- Writes: -
create or replace function auth.sees_all()
returns boolean
language plpgsql
stable
security definer
set search_path = pg_catalog, pg_temp
as $$
begin
    return current_setting('role', true) in ('ops_supervisor', 'ops_admin', 'auditor')
        and auth.current_person() is not null;
end
$$;

revoke all on function auth.sees_all() from public;
grant execute on function auth.sees_all()
    to ops_viewer, ops_agent, ops_supervisor, ops_admin, auditor;

comment on function auth.sees_all() is
    'Whether the current person''s role oversees all clients, with or without a call';

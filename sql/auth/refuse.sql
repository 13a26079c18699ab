-- logic.raise for functions that run as the person's own role.
-- Calls: logic.raise
-- Writes: -
create or replace function auth.refuse(code text, detail jsonb default '{}')
returns void
language sql
stable
security definer
set search_path = pg_catalog, pg_temp
as $$
    select logic.raise(refuse.code, refuse.detail);
$$;

revoke all on function auth.refuse(text, jsonb) from public;
grant execute on function auth.refuse(text, jsonb)
    to ops_viewer, ops_agent, ops_supervisor, ops_admin, auditor;

comment on function auth.refuse(text, jsonb) is
    'Raises a desk error from a function that runs as the person''s own role; never returns';

-- For load balancers: answers before anybody has logged in, so it says nothing about clients or
-- people.
-- Calls: -
-- Writes: -
create or replace function api.health()
returns jsonb
language sql
stable
security definer
set search_path = pg_catalog, pg_temp
as $$
    select jsonb_build_object('status', 'ok', 'mode', s.mode, 'mode_since', s.mode_since,
        'database_time', now(), 'in_recovery', pg_is_in_recovery())
    from core.site as s;
$$;

revoke all on function api.health() from public;
grant execute on function api.health()
    to irra_front, ops_viewer, ops_agent, ops_supervisor, ops_admin, auditor;

comment on function api.health() is
    'GET /readyz: that the database answers and the logic is loaded, and the site''s mode';

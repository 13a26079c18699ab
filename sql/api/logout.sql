-- Calls: audit.append, auth.current_session, auth.end_session, auth.require
-- Writes: -
create or replace function api.logout()
returns jsonb
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_session_id uuid;
begin
    perform auth.require('ops_viewer', 'ops_agent', 'ops_supervisor', 'ops_admin', 'auditor');
    v_session_id := auth.current_session();
    -- Before the session ends: afterwards the log would say that nobody did it.
    perform audit.append('logout', 'session:' || v_session_id);
    perform auth.end_session(v_session_id, 'logout');
    return jsonb_build_object('session_id', v_session_id, 'ended', true);
end
$$;

revoke all on function api.logout() from public;
grant execute on function api.logout()
    to ops_viewer, ops_agent, ops_supervisor, ops_admin, auditor;

comment on function api.logout() is
    'POST /auth/logout: ends this session and the calls it opened';

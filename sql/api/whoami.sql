-- Calls: auth.current_session, auth.require
-- Writes: -
create or replace function api.whoami()
returns jsonb
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_person_id bigint := auth.require(
        'ops_viewer', 'ops_agent', 'ops_supervisor', 'ops_admin', 'auditor');
    v_calls jsonb := '[]'::jsonb;
begin
    -- Viewers and auditors take no calls, and a viewer has no right to read that table.
    if current_setting('role') in ('ops_agent', 'ops_supervisor', 'ops_admin') then
        select coalesce(jsonb_agg(jsonb_build_object(
            'call_id', c.call_id, 'user_id', c.user_id, 'broker_id', u.broker_id,
            'expires_at', c.expires_at) order by c.opened_at), '[]')
        into v_calls
        from core.calls as c
        left join book.users as u on u.user_id = c.user_id
        where c.person_id = v_person_id and c.closed_at is null and c.expires_at > now();
    end if;
    return (
        select jsonb_build_object(
            'person_id', p.person_id, 'username', p.username, 'display_name', p.display_name,
            'role', p.role, 'session_id', s.session_id, 'expires_at', s.expires_at,
            'calls', v_calls)
        from auth.ops_team as p
        join auth.sessions as s on s.person_id = p.person_id
        where p.person_id = v_person_id and s.session_id = auth.current_session());
end
$$;

revoke all on function api.whoami() from public;
grant execute on function api.whoami()
    to ops_viewer, ops_agent, ops_supervisor, ops_admin, auditor;

comment on function api.whoami() is
    'GET /auth/whoami: the person, the role, when the session ends, and the open calls';

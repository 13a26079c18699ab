-- DELETE /auth/sessions/{id}: one's own, such as that of a lost laptop; anybody's for an admin. The
-- calls that it opened end, too.
-- Calls: audit.append, auth.end_session, auth.require, logic.raise
-- Writes: -
create or replace function api.end_session(session_id uuid)
returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_person_id bigint := auth.require(
        'ops_viewer', 'ops_agent', 'ops_supervisor', 'ops_admin', 'auditor');
    v_owner_id bigint;
begin
    select s.person_id into v_owner_id from auth.sessions as s
    where s.session_id = end_session.session_id and s.ended_at is null
        and s.expires_at > now()
        and (s.person_id = v_person_id or current_setting('role') = 'ops_admin')
    for update;
    if v_owner_id is null then
        perform logic.raise('IR104', '{"object": "session"}');
    end if;
    -- Before it ends, in case it is this one: afterwards the log would say that nobody did it.
    perform audit.append('end_session', 'session:' || end_session.session_id, null, null,
        jsonb_build_object('person_id', v_owner_id));
    perform auth.end_session(end_session.session_id, case
        when v_owner_id = v_person_id then 'ended' else 'ended_by_admin' end);
    return jsonb_build_object('session_id', end_session.session_id, 'ended', true);
end
$$;

revoke all on function api.end_session(uuid) from public;
grant execute on function api.end_session(uuid)
    to ops_viewer, ops_agent, ops_supervisor, ops_admin, auditor;
comment on function api.end_session(uuid) is
    'DELETE /auth/sessions/{id}: ends a session of one''s own, or anybody''s as an admin';

-- GET /auth/sessions, newest first, in pages. Runs as the person: one's own; those of others for
-- admins and auditors.
-- Calls: auth.current_session, auth.page_end, auth.page_size, auth.page_start, auth.require
-- Writes: -
create or replace function api.get_sessions(
    person_id bigint default null, page_limit bigint default null,
    page_cursor text default null)
returns jsonb
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    v_person_id bigint := coalesce(get_sessions.person_id, auth.require(
        'ops_viewer', 'ops_agent', 'ops_supervisor', 'ops_admin', 'auditor'));
    v_list text := 'sessions:' || v_person_id;
    v_size bigint := auth.page_size(page_limit);
    v_start jsonb := auth.page_start(v_list, page_cursor);
begin
    perform auth.require('ops_viewer', 'ops_agent', 'ops_supervisor', 'ops_admin', 'auditor');
    return auth.page_end(v_list, (
        select coalesce(jsonb_agg(jsonb_build_object('session_id', s.session_id,
            'person_id', s.person_id, 'role', s.role, 'stage', s.stage,
            'created_at', s.created_at, 'expires_at', s.expires_at, 'ends_at', s.ends_at,
            'address', host(s.address), 'user_agent', s.user_agent,
            'is_this', s.session_id = (select auth.current_session()))
            order by s.created_at desc, s.session_id desc), '[]')
        from (
            select x.session_id, x.person_id, x.role, x.stage, x.created_at, x.expires_at,
                x.ends_at, x.address, x.user_agent
            from auth.sessions as x
            where x.person_id = v_person_id and x.ended_at is null and x.expires_at > now()
                and (v_start is null or (x.created_at, x.session_id)
                    < ((v_start ->> 0)::timestamptz, (v_start ->> 1)::uuid))
            order by x.created_at desc, x.session_id desc limit v_size + 1) as s),
        v_size, 'created_at', 'session_id');
end
$$;

revoke all on function api.get_sessions(bigint, bigint, text) from public;
grant execute on function api.get_sessions(bigint, bigint, text)
    to ops_viewer, ops_agent, ops_supervisor, ops_admin, auditor;
comment on function api.get_sessions(bigint, bigint, text) is
    'GET /auth/sessions: where one is logged in; other people for admins and auditors';

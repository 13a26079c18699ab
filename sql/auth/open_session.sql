-- The caller has verified what the stage asks for and holds the person's row. The front knows the
-- secret and the refresh token; here are their hashes. A full session lasts while it is refreshed,
-- and at most session_minutes.
-- Calls: audit.append_for, auth.session_shown, logic.setting_minutes
-- Writes: auth.refresh_tokens, auth.sessions
create or replace function auth.open_session(
    person auth.ops_team,
    stage text,
    secret_hash bytea,
    refresh_hash bytea,
    address inet,
    request_id text,
    user_agent text)
returns jsonb
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_is_full boolean := open_session.stage = 'full';
    v_ends_at timestamptz := now() + logic.setting_minutes(
        case when v_is_full then 'session_minutes' else 'enrolment_minutes' end);
    v_session auth.sessions;
begin
    insert into auth.sessions (
        person_id, secret_hash, role, stage, expires_at, ends_at, address, user_agent)
    values ((open_session.person).person_id, open_session.secret_hash,
        (open_session.person).role, open_session.stage,
        case when v_is_full then least(v_ends_at,
            now() + logic.setting_minutes('session_idle_minutes')) else v_ends_at end,
        v_ends_at, open_session.address, left(open_session.user_agent, 512))
    returning * into v_session;
    if v_is_full then
        insert into auth.refresh_tokens (token_hash, session_id)
        values (open_session.refresh_hash, v_session.session_id);
    end if;
    perform audit.append_for(v_session.person_id, v_session.session_id, open_session.address,
        open_session.request_id, case when v_is_full then 'login' else 'enrolment' end,
        (open_session.person).username);
    return auth.session_shown(v_session);
end
$$;

revoke all on function
    auth.open_session(auth.ops_team, text, bytea, bytea, inet, text, text) from public;

comment on function
    auth.open_session(auth.ops_team, text, bytea, bytea, inet, text, text) is
    'Opens a session of a stage, writes it to the log and answers it as the front needs it';

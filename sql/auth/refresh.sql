-- POST /auth/refresh: the session lives on for another idle time-out, under a new refresh token. A
-- token is good once: whoever brings one that was used is not the only one who has it, so the whole
-- session ends. It is an answer, not an error: what it writes has to be committed.
-- Lock order: the session.
-- Calls: audit.append_for, auth.end_session, auth.session_person, auth.session_shown,
-- logic.problem, logic.setting_minutes
-- Writes: auth.refresh_tokens, auth.sessions
create or replace function auth.refresh(
    token_hash bytea, address inet, request_id text, new_token_hash bytea)
returns jsonb
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    v_session auth.sessions;
    v_person auth.ops_team;
    v_is_first boolean;
begin
    select s.* into v_session
    from auth.refresh_tokens as t
    join auth.sessions as s on s.session_id = t.session_id
    where t.token_hash = refresh.token_hash
    for update of s;
    if v_session.session_id is null then
        return logic.problem('IR401');
    end if;
    v_person := auth.session_person(v_session);
    if v_session.ended_at is not null or v_session.expires_at <= now()
        or v_person.person_id is null then
        return logic.problem('IR405');
    end if;
    update auth.refresh_tokens as t set used_at = now()
    where t.token_hash = refresh.token_hash and t.used_at is null
    returning true into v_is_first;
    if v_is_first is not true then
        perform auth.end_session(v_session.session_id, 'refresh_reused');
        perform audit.append_for(v_session.person_id, v_session.session_id, refresh.address,
            refresh.request_id, 'refresh_reused', 'session:' || v_session.session_id);
        return logic.problem('IR405', '{"reason": "the refresh token was used before"}');
    end if;
    insert into auth.refresh_tokens (token_hash, session_id)
    values (refresh.new_token_hash, v_session.session_id);
    update auth.sessions as s
    set expires_at = least(s.ends_at, now() + logic.setting_minutes('session_idle_minutes'))
    where s.session_id = v_session.session_id
    returning s.* into v_session;
    return auth.session_shown(v_session);
end
$$;

revoke all on function auth.refresh(bytea, inet, text, bytea) from public;
grant execute on function auth.refresh(bytea, inet, text, bytea) to irra_front;

comment on function auth.refresh(bytea, inet, text, bytea) is
    'Renews a session once for each refresh token; a used one ends the session: {"problem"}';

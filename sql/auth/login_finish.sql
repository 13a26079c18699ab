-- Second half of a log-in: the front says what it verified, this decides, records the attempt in
-- the same transaction and opens the session. A refusal is an answer, not an error: it must be
-- committed. Attempts of one name queue behind an advisory lock, so that parallel guesses are all
-- counted.
-- Calls: audit.append, auth.login_outcome, auth.retry_after, logic.problem, logic.setting_minutes
-- Writes: audit.log, auth.login_attempts, auth.ops_team, auth.sessions
create or replace function auth.login_finish(
    username text,
    address inet,
    user_agent text,
    password_ok boolean,
    otp_given boolean,
    totp_step bigint,
    secret_hash bytea)
returns jsonb
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_person auth.ops_team;
    v_session auth.sessions;
    v_retry_after integer;
    v_outcome text;
begin
    perform pg_advisory_xact_lock(
        'auth.login_attempts'::regclass::oid::integer, hashtext(login_finish.username));
    v_retry_after := auth.retry_after(login_finish.username, login_finish.address);
    select p.* into v_person from auth.ops_team as p
    where p.username = login_finish.username for update;
    v_outcome := auth.login_outcome(v_person, v_retry_after, login_finish.password_ok,
        login_finish.otp_given, login_finish.totp_step);
    -- A name as long as a page is still one attempt.
    insert into auth.login_attempts (username, address, person_id, outcome)
    values (left(login_finish.username, 64), login_finish.address, v_person.person_id,
        v_outcome);

    if v_outcome = 'locked' then
        return logic.problem('IR429',
            jsonb_build_object('retry_after_seconds', v_retry_after));
    elsif v_outcome in ('otp_missing', 'wrong_otp', 'otp_reused', 'not_enrolled') then
        return logic.problem('IR402', jsonb_build_object('reason', v_outcome));
    elsif v_outcome <> 'ok' then
        return logic.problem('IR401');
    end if;

    update auth.ops_team as p set totp_last_step = login_finish.totp_step
    where p.person_id = v_person.person_id;
    insert into auth.sessions (person_id, secret_hash, role, expires_at, address, user_agent)
    values (v_person.person_id, login_finish.secret_hash, v_person.role,
        now() + logic.setting_minutes('session_minutes'), login_finish.address,
        left(login_finish.user_agent, 512))
    returning * into v_session;
    insert into audit.log (person_id, session_id, database_role, address, action, object)
    values (v_person.person_id, v_session.session_id, session_user, login_finish.address,
        'login', login_finish.username);
    return jsonb_build_object(
        'session_id', v_session.session_id,
        'person_id', v_person.person_id,
        'username', v_person.username,
        'display_name', v_person.display_name,
        'role', v_person.role,
        'expires_at', v_session.expires_at);
end
$$;

revoke all on function
    auth.login_finish(text, inet, text, boolean, boolean, bigint, bytea) from public;
grant execute on function
    auth.login_finish(text, inet, text, boolean, boolean, bigint, bytea) to irra_front;

comment on function auth.login_finish(text, inet, text, boolean, boolean, bigint, bytea) is
    'Opens the session whose secret hashes to `secret_hash`, or answers {"problem"}; records both';

-- Second half of a log-in: the front says what it verified, this decides, records the attempt in
-- the same transaction and opens the session. A refusal is an answer, not an error: it must be
-- committed. Attempts of one name queue behind an advisory lock, so that parallel guesses are all
-- counted and a code counts once. Who still has to set a password or to enrol gets a session that
-- may do that and nothing else.
-- Lock order: the name (advisory), the person.
-- Calls: auth.login_outcome, auth.open_session, auth.retry_after, auth.use_recovery_code,
-- logic.problem, logic.raise_alert, logic.setting_integer
-- Writes: auth.login_attempts, auth.ops_team
create or replace function auth.login_finish(
    username text,
    address inet,
    request_id text,
    user_agent text,
    password_ok boolean,
    otp_given boolean,
    totp_step bigint,
    recovery_hash bytea,
    renewed_hash text,
    secret_hash bytea,
    refresh_hash bytea)
returns jsonb
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_person auth.ops_team;
    v_retry_after integer;
    v_outcome text;
begin
    perform pg_advisory_xact_lock(
        'auth.login_attempts'::regclass::oid::integer, hashtext(login_finish.username));
    v_retry_after := auth.retry_after(login_finish.username, login_finish.address);
    select p.* into v_person from auth.ops_team as p
    where p.username = login_finish.username for update;
    v_outcome := auth.login_outcome(v_person, v_retry_after, login_finish.password_ok,
        login_finish.otp_given, login_finish.totp_step, exists (
            select from auth.recovery_codes as c
            where c.person_id = v_person.person_id and c.code_hash = login_finish.recovery_hash
                and c.used_at is null));
    -- A name as long as a page is still one attempt.
    insert into auth.login_attempts (username, address, person_id, outcome)
    values (left(login_finish.username, 64), login_finish.address, v_person.person_id,
        v_outcome);
    -- The last failure that a name has: it may be somebody else who tries.
    if v_person.person_id is not null and v_outcome in ('wrong_password', 'wrong_otp', 'otp_reused')
        and auth.retry_after(login_finish.username, login_finish.address)
            >= logic.setting_integer('login_wait_seconds_max') then
        perform logic.raise_alert('log_in_locked', 'warning', login_finish.username,
            jsonb_build_object('address', login_finish.address));
    end if;

    if v_outcome = 'locked' then
        return logic.problem('IR429',
            jsonb_build_object('retry_after_seconds', v_retry_after));
    elsif v_outcome in ('otp_missing', 'wrong_otp', 'otp_reused') then
        return logic.problem('IR402', jsonb_build_object('reason', v_outcome));
    elsif v_outcome not in ('ok', 'enrolment') then
        return logic.problem('IR401');
    end if;

    -- The front hashes again what was hashed with less work than it takes now.
    update auth.ops_team as p
    set totp_last_step = case when v_outcome = 'ok'
            then greatest(p.totp_last_step, login_finish.totp_step) else p.totp_last_step end,
        password_hash = coalesce(login_finish.renewed_hash, p.password_hash)
    where p.person_id = v_person.person_id;
    if v_outcome = 'ok' and login_finish.totp_step is null then
        perform auth.use_recovery_code(v_person.person_id, login_finish.recovery_hash,
            login_finish.address, login_finish.request_id);
    end if;
    return auth.open_session(v_person,
        case when v_outcome = 'enrolment' or v_person.must_change_password
            then 'enrolment' else 'full' end,
        login_finish.secret_hash, login_finish.refresh_hash, login_finish.address,
        login_finish.request_id, login_finish.user_agent);
end
$$;

revoke all on function auth.login_finish(
    text, inet, text, text, boolean, boolean, bigint, bytea, text, bytea, bytea) from public;
grant execute on function auth.login_finish(
    text, inet, text, text, boolean, boolean, bigint, bytea, text, bytea, bytea) to irra_front;

comment on function auth.login_finish(
    text, inet, text, text, boolean, boolean, bigint, bytea, text, bytea, bytea) is
    'Opens the session whose secret hashes to `secret_hash`, or answers {"problem"}; records both';

-- What a log-in comes to. Order matters: nothing about the person is told before the password is
-- right. A right password without a second factor leads to enrolment, and an initial password only
-- as long as it is valid.
-- Calls: -
-- Writes: -
create or replace function auth.login_outcome(
    person auth.ops_team,
    retry_after_seconds integer,
    password_ok boolean,
    otp_given boolean,
    totp_step bigint,
    recovery_code_ok boolean)
returns text
language sql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
    select case
        when retry_after_seconds > 0 then 'locked'
        when (person).person_id is null then 'unknown_name'
        when password_ok is not true or (person).is_machine then 'wrong_password'
        when (person).disabled_at is not null then 'disabled'
        when (person).password_expires_at <= now() then 'password_expired'
        when (person).totp_secret_sealed is null then 'enrolment'
        when otp_given is not true then 'otp_missing'
        when recovery_code_ok then 'ok'
        when totp_step is null then 'wrong_otp'
        when totp_step <= (person).totp_last_step then 'otp_reused'
        else 'ok'
    end;
$$;

revoke all on function
    auth.login_outcome(auth.ops_team, integer, boolean, boolean, bigint, boolean) from public;

comment on function auth.login_outcome(auth.ops_team, integer, boolean, boolean, bigint, boolean) is
    'The outcome of one log-in attempt, a value of auth.login_attempts.outcome';

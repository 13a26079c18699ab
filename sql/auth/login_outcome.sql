-- What a log-in comes to. Order matters: nothing about the person is told before the password is
-- right.
-- Calls: auth.retry_after
-- Writes: -
create or replace function auth.login_outcome(
    person auth.ops_team,
    retry_after_seconds integer,
    password_ok boolean,
    otp_given boolean,
    totp_step bigint)
returns text
language sql
immutable
security invoker
set search_path = pg_catalog, pg_temp
as $$
    select case
        when retry_after_seconds > 0 then 'locked'
        when (person).person_id is null then 'unknown_name'
        when password_ok is not true then 'wrong_password'
        when (person).disabled_at is not null then 'disabled'
        when (person).totp_secret_sealed is null then 'not_enrolled'
        when otp_given is not true then 'otp_missing'
        when totp_step is null then 'wrong_otp'
        when totp_step <= (person).totp_last_step then 'otp_reused'
        else 'ok'
    end;
$$;

revoke all on function
    auth.login_outcome(auth.ops_team, integer, boolean, boolean, bigint) from public;

comment on function auth.login_outcome(auth.ops_team, integer, boolean, boolean, bigint) is
    'The outcome of one log-in attempt, a value of auth.login_attempts.outcome';

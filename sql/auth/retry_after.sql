-- How long a name has to wait before its next log-in, in seconds; 0 means now. It is counted from
-- the attempts themselves, known name or not, so that waiting tells nobody whether a name exists.
-- Each further failure doubles the wait; too many within a day lock the name until an admin
-- unlocks it or the day is over. One address that tries many names waits, too, and longer each
-- time, but never as long: a whole desk may sit behind it. A missing second factor is no failure:
-- a person's page asks for it after the password.
-- Calls: auth.wait_seconds, logic.setting_integer, logic.setting_minutes
-- Writes: -
create or replace function auth.retry_after(
    username text, address inet, at timestamptz default now())
returns integer
language plpgsql
stable
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_window timestamptz := retry_after.at - logic.setting_minutes('login_window_minutes');
    v_day timestamptz := retry_after.at - logic.setting_minutes('login_lock_minutes');
    v_longest_wait bigint := logic.setting_integer('login_wait_seconds_max');
    v_person auth.ops_team;
    v_since timestamptz;
    v_failures record;
    v_wait bigint := 0;
begin
    select p.* into v_person from auth.ops_team as p where p.username = retry_after.username;
    -- A log-in that worked clears what failed before it.
    select greatest(v_day, v_person.attempts_count_from, max(ok.at)) into v_since
    from auth.login_attempts as ok
    where ok.username = retry_after.username and ok.outcome = 'ok' and ok.at > v_day;
    select count(*) as within_day, count(*) filter (where a.at > v_window) as within_window,
        max(a.at) as last_at
    into v_failures
    from auth.login_attempts as a
    where a.username = retry_after.username and a.at > v_since
        and a.outcome not in ('ok', 'otp_missing', 'locked', 'enrolment');
    if v_failures.within_day >= logic.setting_integer('login_lock_failures')
        or v_person.locked_until = 'infinity' then
        return v_longest_wait;
    end if;
    v_wait := greatest(
        auth.wait_seconds(v_failures.within_window - logic.setting_integer('login_failure_limit'),
            v_longest_wait, v_failures.last_at, retry_after.at),
        ceil(extract(epoch from v_person.locked_until - retry_after.at)));

    select count(*) as within_window, max(a.at) as last_at into v_failures
    from auth.login_attempts as a
    where a.address = retry_after.address and a.at > v_window
        and a.outcome not in ('ok', 'otp_missing', 'locked', 'enrolment');
    return greatest(0, v_wait, auth.wait_seconds(
        v_failures.within_window - logic.setting_integer('login_address_failure_limit'),
        logic.setting_integer('login_address_wait_seconds_max'), v_failures.last_at,
        retry_after.at));
end
$$;

revoke all on function auth.retry_after(text, inet, timestamptz) from public;

comment on function auth.retry_after(text, inet, timestamptz) is
    'Seconds until `username` from `address` may try to log in again; 0 = now';

-- How long a name has to wait before its next log-in, in seconds; 0 means now. It is counted from
-- the attempts themselves, known name or not, so that waiting tells nobody whether a name exists.
-- One address that tries many names waits, too. A missing second factor is not a failure: a
-- person's page asks for it after the password.
-- Calls: logic.setting_integer, logic.setting_minutes
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
    v_since timestamptz := retry_after.at - logic.setting_minutes('login_window_minutes');
    v_first_wait bigint := logic.setting_integer('login_wait_seconds');
    v_longest_wait bigint := logic.setting_integer('login_wait_seconds_max');
    v_limit bigint := logic.setting_integer('login_failure_limit');
    v_address_limit bigint := logic.setting_integer('login_address_failure_limit');
    v_failures bigint;
    v_last_failure timestamptz;
    v_until timestamptz := '-infinity'::timestamptz;
begin
    select count(*), max(a.at) into v_failures, v_last_failure
    from auth.login_attempts as a
    where a.username = retry_after.username
        and a.outcome not in ('ok', 'otp_missing', 'locked')
        and a.at > greatest(v_since, coalesce((
            select max(ok.at) from auth.login_attempts as ok
            where ok.username = retry_after.username and ok.outcome = 'ok' and ok.at > v_since),
            v_since));
    if v_failures >= v_limit then
        -- Doubling is capped before it can overflow.
        v_until := v_last_failure + make_interval(secs => least(
            v_longest_wait,
            v_first_wait * (1::bigint << least(v_failures - v_limit, 20)::integer)));
    end if;

    select count(*), max(a.at) into v_failures, v_last_failure
    from auth.login_attempts as a
    where a.address = retry_after.address
        and a.outcome not in ('ok', 'otp_missing', 'locked')
        and a.at > v_since;
    if v_failures >= v_address_limit then
        v_until := greatest(v_until, v_last_failure + make_interval(secs => v_first_wait));
    end if;

    v_until := greatest(v_until, (
        select p.locked_until from auth.ops_team as p where p.username = retry_after.username));
    if v_until = 'infinity' then
        return v_longest_wait;
    end if;
    return greatest(0, ceil(extract(epoch from nullif(v_until, '-infinity')
        - retry_after.at)))::integer;
end
$$;

revoke all on function auth.retry_after(text, inet, timestamptz) from public;

comment on function auth.retry_after(text, inet, timestamptz) is
    'Seconds until `username` from `address` may try to log in again; 0 = now';

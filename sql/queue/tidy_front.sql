-- What a front does once a minute: forgets answers under idempotency keys, attempts to log in and
-- refresh tokens that are too old. Sessions stay: calls and the audit log name them. An attempt
-- stays for as long as it may count against its name. Each is found by its own time, so that a
-- long history that is not too old is not read.
-- Calls: logic.setting_integer, logic.setting_minutes. Writes: auth.login_attempts,
-- auth.refresh_tokens, core.idempotency_keys.
create or replace function queue.tidy_front()
returns bigint
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_batch constant bigint := 10000;
    v_forgotten constant timestamptz := now() - make_interval(
        days => logic.setting_integer('login_record_days')::integer);
    v_counts_from constant timestamptz := now() - greatest(
        logic.setting_minutes('login_lock_minutes'), logic.setting_minutes('login_window_minutes'));
    v_count bigint;
begin
    delete from auth.login_attempts as a
    where a.attempt_id in (
        select x.attempt_id from auth.login_attempts as x
        where x.at < least(v_forgotten, v_counts_from) order by x.at limit v_batch
        for update skip locked);
    delete from auth.refresh_tokens as t
    where t.token_hash in (
        select x.token_hash from auth.refresh_tokens as x
        join auth.sessions as s on s.session_id = x.session_id
        -- A token is as old as its session's end or older.
        where x.issued_at < v_forgotten and coalesce(s.ended_at, s.expires_at) < v_forgotten
        limit v_batch for update of x skip locked);
    delete from core.idempotency_keys as k
    where (k.person_id, k.idempotency_key) in (
        select x.person_id, x.idempotency_key from core.idempotency_keys as x
        where x.created_at < now() - make_interval(
            hours => logic.setting_integer('idempotency_key_hours')::integer)
        order by x.created_at limit v_batch
        for update skip locked);
    get diagnostics v_count = row_count;
    return v_count;
end
$$;

revoke all on function queue.tidy_front() from public;
grant execute on function queue.tidy_front() to irra_front;
comment on function queue.tidy_front() is
    'Deletes what is older than idempotency_key_hours and login_record_days; how many keys';

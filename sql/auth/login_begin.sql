-- First half of a log-in: what the front needs to check a password and a code. An unknown name gets
-- the constant hash of core.settings, so that both cases cost the front the same work; so does a
-- machine, which has no password.
-- Calls: auth.retry_after, logic.setting
-- Writes: -
create or replace function auth.login_begin(username text, address inet)
returns table (
    person_id bigint, password_hash text, totp_secret_sealed bytea, retry_after_seconds integer)
language sql
stable
security definer
set search_path = pg_catalog, pg_temp
as $$
    select p.person_id,
        coalesce(p.password_hash, logic.setting('unknown_name_password_hash')),
        p.totp_secret_sealed,
        auth.retry_after(login_begin.username, login_begin.address)
    from (values (true)) as always_one_row
    left join auth.ops_team as p on p.username = login_begin.username;
$$;

revoke all on function auth.login_begin(text, inet) from public;
grant execute on function auth.login_begin(text, inet) to irra_front;

comment on function auth.login_begin(text, inet) is
    'One row, the name known or not: the hash to check, the sealed factor, seconds to wait';

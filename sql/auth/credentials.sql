-- What the front needs to check a new password or second factor of whoever holds this session: the
-- hashes that a password is compared with, and the sealed factors. No row for an ended session.
-- Calls: auth.retry_after, logic.setting_integer
-- Writes: -
create or replace function auth.credentials(secret_hash bytea, address inet)
returns table (
    username text,
    display_name text,
    stage text,
    password_hash text,
    former_hashes text[],
    totp_secret_sealed bytea,
    totp_offered_sealed bytea,
    retry_after_seconds integer)
language plpgsql
stable
security definer
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    return query
    select p.username, p.display_name, s.stage, p.password_hash, array(
            select h.password_hash from auth.password_history as h
            where h.person_id = p.person_id
            order by h.replaced_at desc limit logic.setting_integer('password_history')),
        p.totp_secret_sealed, s.totp_offered_sealed,
        auth.retry_after(p.username, credentials.address)
    from auth.sessions as s
    join auth.ops_team as p on p.person_id = s.person_id
    where s.secret_hash = credentials.secret_hash and s.ended_at is null
        and s.expires_at > now() and p.disabled_at is null and p.role = s.role;
end
$$;

revoke all on function auth.credentials(bytea, inet) from public;
grant execute on function auth.credentials(bytea, inet) to irra_front;

comment on function auth.credentials(bytea, inet) is
    'Hashes and sealed factors of the person whose session has this secret; no row when it ended';

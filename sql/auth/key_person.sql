-- Calls: -
-- Writes: -
create or replace function auth.key_person(api_key text)
returns bigint
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
begin
    return (
        select p.person_id
        from auth.api_keys as k
        join auth.ops_team as p on p.person_id = k.person_id
        where k.secret_hash = sha256(convert_to(api_key, 'UTF8'))
            and k.revoked_at is null
            and k.expires_at > now()
            and p.is_machine
            and p.disabled_at is null
            and p.role = current_setting('role', true));
end
$$;

revoke all on function auth.key_person(text) from public;

comment on function auth.key_person(text) is
    'The machine that an API key belongs to; null if unknown, revoked, expired, disabled';

-- What the front has to know of an API key before it can ask as the machine: the role, and how many
-- requests it takes. No row for a key that opens nothing. The last use is written once a minute.
-- Calls: -
-- Writes: auth.api_keys
create or replace function auth.key_begin(secret_hash bytea)
returns table (key_id bigint, person_id bigint, role text, requests_per_minute integer)
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
begin
    update auth.api_keys as k set last_used_at = now()
    where k.secret_hash = key_begin.secret_hash and k.revoked_at is null and k.expires_at > now()
        and coalesce(k.last_used_at, '-infinity') < now() - interval '1 minute';
    return query
    select k.key_id, p.person_id, p.role, k.requests_per_minute
    from auth.api_keys as k
    join auth.ops_team as p on p.person_id = k.person_id
    where k.secret_hash = key_begin.secret_hash and k.revoked_at is null
        and k.expires_at > now() and p.is_machine and p.disabled_at is null;
end
$$;

revoke all on function auth.key_begin(bytea) from public;
grant execute on function auth.key_begin(bytea) to irra_front;

comment on function auth.key_begin(bytea) is
    'Machine, role and rate of a live API key; no row for any other';

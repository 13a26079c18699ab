-- Calls: none. Writes: none.
create or replace function logic.api_key_shown(api_key auth.api_keys)
returns jsonb
language sql stable security invoker set search_path = pg_catalog, pg_temp
as $$
    select jsonb_build_object('key_id', (api_key).key_id, 'person_id', (api_key).person_id,
        'machine', p.username, 'role', p.role, 'label', (api_key).label,
        'endpoints', to_jsonb((api_key).endpoints),
        'requests_per_minute', (api_key).requests_per_minute,
        'created_at', (api_key).created_at, 'created_by', c.username,
        'expires_at', (api_key).expires_at,
        'last_used_at', (api_key).last_used_at, 'revoked_at', (api_key).revoked_at)
    from auth.ops_team p
    left join auth.ops_team c on c.person_id = (api_key).created_by
    where p.person_id = (api_key).person_id
$$;

revoke all on function logic.api_key_shown(auth.api_keys) from public;
comment on function logic.api_key_shown(auth.api_keys) is 'An API key as answers show it';

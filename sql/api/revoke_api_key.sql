-- DELETE /auth/api-keys/{id}. From the machine's next request on the key opens nothing.
-- Calls: audit.append, auth.require, logic.api_key_shown, logic.raise
-- Writes: auth.api_keys
create or replace function api.revoke_api_key(key_id bigint)
returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_admin_id bigint := auth.require('ops_admin');
    v_key auth.api_keys;
begin
    select k.* into v_key from auth.api_keys as k
    where k.key_id = revoke_api_key.key_id for update;
    if v_key.key_id is null then
        perform logic.raise('IR104', '{"object": "key"}');
    elsif v_key.revoked_at is null then
        update auth.api_keys as k set revoked_at = now(), revoked_by = v_admin_id
        where k.key_id = revoke_api_key.key_id
        returning k.* into v_key;
        perform audit.append('revoke_api_key', 'key:' || v_key.key_id);
    end if;
    return logic.api_key_shown(v_key);
end
$$;

revoke all on function api.revoke_api_key(bigint) from public;
grant execute on function api.revoke_api_key(bigint) to ops_admin;
comment on function api.revoke_api_key(bigint) is
    'DELETE /auth/api-keys/{id}: a key opens nothing any more';

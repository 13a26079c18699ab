-- GET /auth/api-keys, newest first, in pages.
-- Calls: auth.page_end, auth.page_size, auth.page_start, auth.require, logic.api_key_shown
-- Writes: -
create or replace function api.get_api_keys(
    page_limit bigint default null, page_cursor text default null)
returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_size bigint := auth.page_size(page_limit);
    v_before bigint := (auth.page_start('api-keys', page_cursor) ->> 0)::bigint;
begin
    perform auth.require('ops_admin', 'auditor');
    return auth.page_end('api-keys', (
        select coalesce(jsonb_agg(logic.api_key_shown(k.key) order by k.key_id desc), '[]')
        from (
            select x as key, x.key_id from auth.api_keys as x
            where v_before is null or x.key_id < v_before
            order by x.key_id desc limit v_size + 1) as k), v_size, 'key_id');
end
$$;

revoke all on function api.get_api_keys(bigint, text) from public;
grant execute on function api.get_api_keys(bigint, text) to ops_admin, auditor;
comment on function api.get_api_keys(bigint, text) is
    'GET /auth/api-keys: keys of machines, those that are over, too';

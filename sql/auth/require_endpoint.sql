-- A key opens the endpoints it names. Asked by api.arguments, which every request passes on its way
-- to its function.
-- Calls: logic.raise
-- Writes: -
create or replace function auth.require_endpoint(function_name text)
returns void
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_endpoints text[];
begin
    select k.endpoints into v_endpoints
    from auth.api_keys as k
    where k.secret_hash = sha256(convert_to(current_setting('irra.session', true), 'UTF8'));
    if v_endpoints is null then
        perform logic.raise('IR401');
    elsif require_endpoint.function_name <> all (v_endpoints) then
        perform logic.raise('IR403', jsonb_build_object(
            'reason', 'this key does not open this endpoint', 'endpoints', v_endpoints));
    end if;
end
$$;

revoke all on function auth.require_endpoint(text) from public;

comment on function auth.require_endpoint(text) is
    'IR403 unless the API key in `irra.session` names function `function_name`; IR401 for no key';

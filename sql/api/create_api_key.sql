-- POST /auth/api-keys. The front makes the key and gives its hash; the key is in its answer, once.
-- Calls: audit.append, auth.require, logic.api_key_shown, logic.opens_to_keys, logic.raise,
-- logic.setting_integer
-- Writes: auth.api_keys
create or replace function api.create_api_key(
    person_id bigint, label text, endpoints text, secret_hash text,
    requests_per_minute bigint default null, days bigint default null)
returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    v_admin_id bigint := auth.require('ops_admin');
    v_days_max bigint := logic.setting_integer('api_key_days_max');
    v_endpoints text[] := array(
        select distinct e.name
        from regexp_split_to_table(create_api_key.endpoints, '\s+') as e (name)
        where e.name <> '' order by e.name);
    v_days bigint := coalesce(create_api_key.days, 90);
    v_rate bigint := coalesce(create_api_key.requests_per_minute, 60);
    v_wrong text;
    v_key auth.api_keys;
begin
    select e.name into v_wrong from unnest(v_endpoints) as e (name)
    where not logic.opens_to_keys(e.name) or not exists (
        select from pg_catalog.pg_proc as p
        where p.pronamespace = 'api'::regnamespace and p.proname = e.name)
    order by e.name limit 1;
    if not exists (
        select from auth.ops_team as p
        where p.person_id = create_api_key.person_id and p.is_machine
            and p.disabled_at is null) then
        perform logic.raise('IR101', '{"field": "person_id", "expected": "an enabled machine"}');
    elsif create_api_key.label !~ '\S' then
        perform logic.raise('IR101', '{"field": "label", "expected": "what it is for, in words"}');
    elsif v_wrong is not null or cardinality(v_endpoints) not between 1 and 64 then
        perform logic.raise('IR101', jsonb_strip_nulls(jsonb_build_object('field', 'endpoints',
            'expected', '1 to 64 operations that a machine may be let do, separated by spaces',
            'got', left(v_wrong, 64))));
    elsif v_days not between 1 and v_days_max then
        perform logic.raise('IR101', jsonb_build_object('field', 'days',
            'expected', format('1 to %s', v_days_max)));
    elsif v_rate not between 1 and 60000 then
        perform logic.raise('IR101',
            '{"field": "requests_per_minute", "expected": "1 to 60000"}');
    end if;
    insert into auth.api_keys as k (person_id, label, secret_hash, endpoints,
        requests_per_minute, created_by, expires_at)
    values (create_api_key.person_id, create_api_key.label,
        decode(create_api_key.secret_hash, 'hex'), v_endpoints,
        v_rate, v_admin_id, now() + make_interval(days => v_days::integer))
    returning k.* into v_key;
    perform audit.append('create_api_key', 'key:' || v_key.key_id, null, null,
        logic.api_key_shown(v_key));
    return logic.api_key_shown(v_key);
end
$$;

revoke all on function
    api.create_api_key(bigint, text, text, text, bigint, bigint) from public;
grant execute on function
    api.create_api_key(bigint, text, text, text, bigint, bigint) to ops_admin;
comment on function api.create_api_key(bigint, text, text, text, bigint, bigint) is
    'POST /auth/api-keys: gives a machine a key for the endpoints named, for so many days';

-- Checks a request against the signature of the function it is for, so that a caller's mistake has
-- a name (which field, what was expected) before anything runs. A null in the body is a field left
-- out. `parameters` are strings from path, query and header; `body` keeps its JSON types. Values
-- never go into an error: a field may hold a PAN.
-- Calls: auth.require, auth.require_endpoint, logic.argument_fits, logic.raise,
-- logic.setting_integer
-- Writes: -
create or replace function api.arguments(function_name text, body jsonb, parameters jsonb)
returns jsonb
language plpgsql
stable
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_signature record;
    v_given jsonb;
    v_field text;
    v_type text;
    v_text_length_max bigint;
    v_code text;
    v_detail jsonb;
begin
    if current_setting('irra.session', true) like 'irra.key.%' then
        perform auth.require_endpoint(function_name);
    end if;
    select coalesce(p.proargnames, '{}') as names,
        -- Begins at 0, as the catalog's vectors do.
        p.proargtypes::oid[] as types,
        p.pronargs - p.pronargdefaults as required_count,
        array(select jsonb_object_keys(parameters)) as outside
    into v_signature
    from pg_catalog.pg_proc as p
    where p.pronamespace = 'api'::regnamespace and p.proname = arguments.function_name;
    if jsonb_typeof(body) is distinct from 'object' then
        v_code := 'IR101';
        v_detail := jsonb_build_object('expected', 'a JSON object', 'got', jsonb_typeof(body));
    elsif v_signature.names is null then
        v_code := 'IR901';
        v_detail := jsonb_build_object('unknown_function', function_name);
    elsif (body || parameters) - v_signature.names <> '{}' then
        v_code := 'IR102';
        v_detail := (select jsonb_build_object('field', g.key)
            from jsonb_object_keys(body || parameters) as g (key)
            where g.key <> all (v_signature.names) limit 1);
    elsif body ?| v_signature.outside then
        v_code := 'IR101';
        v_detail := (select jsonb_build_object('field', b.key,
                'expected', 'the field once, not in the body and outside it')
            from jsonb_object_keys(body) as b (key) where parameters ? b.key limit 1);
    else
        v_given := jsonb_strip_nulls(body) || jsonb_strip_nulls(parameters);
        for place in 1 .. cardinality(v_signature.names) loop
            v_field := v_signature.names[place];
            continue when not v_given ? v_field and place > v_signature.required_count;
            v_type := v_signature.types[place - 1]::regtype::text;
            if v_type = 'text' and v_text_length_max is null then
                v_text_length_max := logic.setting_integer('text_length_max');
            end if;
            if not v_given ? v_field then
                v_code := case v_field when 'idempotency_key' then 'IR105' else 'IR103' end;
                v_detail := jsonb_build_object('field', v_field, 'expected', v_type);
            elsif not logic.argument_fits(
                v_given -> v_field, v_type, parameters ? v_field, v_text_length_max)
            then
                v_code := case v_field when 'idempotency_key' then 'IR105' else 'IR101' end;
                v_detail := jsonb_build_object('field', v_field, 'expected', v_type,
                    'got', jsonb_typeof(v_given -> v_field));
            end if;
            exit when v_code is not null;
        end loop;
    end if;
    if v_code is not null then
        -- Nobody hears only that they are nobody. Whose request is in order is asked by the
        -- function it is for.
        perform auth.require('ops_viewer', 'ops_agent', 'ops_supervisor', 'ops_admin', 'auditor');
        perform logic.raise(v_code, v_detail);
    end if;
    return v_given;
end
$$;

revoke all on function api.arguments(text, jsonb, jsonb) from public;
grant execute on function api.arguments(text, jsonb, jsonb)
    to ops_viewer, ops_agent, ops_supervisor, ops_admin, auditor;

comment on function api.arguments(text, jsonb, jsonb) is
    'The arguments of api.`function_name` from a request, checked: IR101, IR102, IR103, IR105';

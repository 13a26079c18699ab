-- Idempotent submission: takes the key for this person, or answers what was answered before. Two
-- requests with one key at once: the second waits for the first and gets its answer. A refusal
-- rolls the key back, so the corrected request may use it again.
-- Calls: logic.raise. Writes: core.idempotency_keys.
create or replace function logic.remember_request(
    person_id bigint, idempotency_key text, function_name text, request jsonb)
returns jsonb
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
declare
    v_hash bytea := sha256(convert_to(function_name || request::text, 'UTF8'));
    v_known core.idempotency_keys;
begin
    if idempotency_key is null or idempotency_key !~ '^[\x21-\x7e]{1,128}$' then
        perform logic.raise('IR105', jsonb_build_object(
            'header', 'Idempotency-Key', 'expected', '1 to 128 printable ASCII characters'));
    end if;
    insert into core.idempotency_keys as k (
        person_id, idempotency_key, function_name, request_hash)
    values (remember_request.person_id, remember_request.idempotency_key,
        remember_request.function_name, v_hash)
    on conflict on constraint idempotency_keys_pkey do nothing;
    if found then
        return null;
    end if;
    select * into v_known from core.idempotency_keys k
    where (k.person_id, k.idempotency_key)
        = (remember_request.person_id, remember_request.idempotency_key);
    if v_known.request_hash <> v_hash then
        perform logic.raise('IR106', jsonb_build_object('header', 'Idempotency-Key'));
    end if;
    return v_known.response;
end
$$;

revoke all on function logic.remember_request(bigint, text, text, jsonb) from public;
comment on function logic.remember_request(bigint, text, text, jsonb) is
    'Null for a new request; the former answer for a repeated one; IR105, IR106';

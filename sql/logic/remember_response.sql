-- Calls: none. Writes: core.idempotency_keys.
create or replace function logic.remember_response(
    person_id bigint, idempotency_key text, response jsonb)
returns void
language sql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
    update core.idempotency_keys k set response = remember_response.response
    where (k.person_id, k.idempotency_key)
        = (remember_response.person_id, remember_response.idempotency_key)
$$;

revoke all on function logic.remember_response(bigint, text, jsonb) from public;
comment on function logic.remember_response(bigint, text, jsonb) is
    'Keeps the answer that a repeated request will get';

-- In PL/pgSQL, which keeps the plan: a function in SQL would be planned at every call.
-- Calls: none. Writes: core.idempotency_keys.
create or replace function logic.remember_response(
    person_id bigint, idempotency_key text, response jsonb)
returns void
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
begin
    update core.idempotency_keys k set response = remember_response.response
    where (k.person_id, k.idempotency_key)
        = (remember_response.person_id, remember_response.idempotency_key);
end
$$;

revoke all on function logic.remember_response(bigint, text, jsonb) from public;
comment on function logic.remember_response(bigint, text, jsonb) is
    'Keeps the answer that a repeated request will get';

-- The front's part in every change that carries an Idempotency-Key: called before the function, in
-- the same statement. Null: go on, auth.keep_answer keeps what comes of it. Otherwise the answer
-- that was given before, and nothing is done again. Functions that take the key themselves
-- (square_off) are not called this way. What the front makes anew each time is no part of what is
-- compared.
-- Calls: auth.require, logic.remember_request
-- Writes: core.idempotency_keys
create or replace function auth.claim_key(
    function_name text, idempotency_key text, arguments jsonb)
returns jsonb
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_person_id bigint :=
        auth.require('ops_viewer', 'ops_agent', 'ops_supervisor', 'ops_admin', 'auditor');
begin
    perform set_config('irra.claimant', v_person_id::text, true);
    return logic.remember_request(v_person_id, claim_key.idempotency_key,
        claim_key.function_name,
        claim_key.arguments - array['password_hash', 'secret_hash']);
end
$$;

revoke all on function auth.claim_key(text, text, jsonb) from public;
grant execute on function auth.claim_key(text, text, jsonb)
    to ops_viewer, ops_agent, ops_supervisor, ops_admin, auditor;

comment on function auth.claim_key(text, text, jsonb) is
    'Takes an idempotency key for the current person, or the answer it stands for; IR105, IR106';

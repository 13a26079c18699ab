-- Keeps what a change under an idempotency key answered, refusals that were committed included. An
-- answer that shows something once (what was masked, a new secret) is not kept: the same request
-- again is told so (IR112), and nothing is done again either.
-- The change may have ended the person's session, so nobody is asked who they are: only a row that
-- this very transaction took with auth.claim_key is written.
-- Calls: logic.problem, logic.remember_response, logic.shows_secret
-- Writes: core.idempotency_keys
create or replace function auth.keep_answer(
    function_name text, idempotency_key text, answer jsonb)
returns jsonb
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_person_id bigint := nullif(current_setting('irra.claimant', true), '')::bigint;
begin
    if exists (
        select from core.idempotency_keys as k
        where (k.person_id, k.idempotency_key) = (v_person_id, keep_answer.idempotency_key)
            and k.function_name = keep_answer.function_name
            and k.xmin = pg_current_xact_id()::xid)
    then
        perform logic.remember_response(v_person_id, keep_answer.idempotency_key,
            case when logic.shows_secret(keep_answer.function_name) and not answer ? 'problem'
                then logic.problem('IR112')
                else coalesce(keep_answer.answer, '{}') end);
    end if;
    return coalesce(keep_answer.answer, '{}');
end
$$;

revoke all on function auth.keep_answer(text, text, jsonb) from public;
grant execute on function auth.keep_answer(text, text, jsonb)
    to ops_viewer, ops_agent, ops_supervisor, ops_admin, auditor;

comment on function auth.keep_answer(text, text, jsonb) is
    'Keeps the answer under an idempotency key that this transaction took, and answers it';

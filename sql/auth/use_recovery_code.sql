-- Whoever has used a recovery code may have lost the telephone, or somebody found the paper: the
-- log says so, and how many are left.
-- Calls: audit.append_for
-- Writes: auth.recovery_codes
create or replace function auth.use_recovery_code(
    person_id bigint, code_hash bytea, address inet, request_id text)
returns void
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
begin
    update auth.recovery_codes as c set used_at = now()
    where c.person_id = use_recovery_code.person_id
        and c.code_hash = use_recovery_code.code_hash and c.used_at is null;
    perform audit.append_for(use_recovery_code.person_id, null, use_recovery_code.address,
        use_recovery_code.request_id, 'recovery_code_used',
        'person:' || use_recovery_code.person_id, jsonb_build_object('left', (
            select count(*) from auth.recovery_codes as c
            where c.person_id = use_recovery_code.person_id and c.used_at is null)));
end
$$;

revoke all on function auth.use_recovery_code(bigint, bytea, inet, text) from public;

comment on function auth.use_recovery_code(bigint, bytea, inet, text) is
    'Marks a recovery code as used and writes it down; the caller has locked the person';

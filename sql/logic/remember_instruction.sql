-- In PL/pgSQL, which keeps the plan: a function in SQL would be planned at every call.
-- Calls: none. Writes: core.instructions.
create or replace function logic.remember_instruction(
    asked core.exits, kind text, details jsonb)
returns bigint
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
declare
    v_instruction_id bigint;
begin
    insert into core.instructions (call_id, person_id, kind, details)
    values (asked.call_id, asked.person_id, remember_instruction.kind,
        remember_instruction.details)
    returning instruction_id into v_instruction_id;
    return v_instruction_id;
end
$$;

revoke all on function logic.remember_instruction(core.exits, text, jsonb) from public;
comment on function logic.remember_instruction(core.exits, text, jsonb) is
    'Keeps what the client asked for in the call of an exit; answers the instruction';

-- Calls: none. Writes: core.instructions.
create or replace function logic.remember_instruction(
    asked core.exits, kind text, details jsonb)
returns bigint
language sql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
    insert into core.instructions (call_id, person_id, kind, details)
    values (asked.call_id, asked.person_id, remember_instruction.kind,
        remember_instruction.details)
    returning instruction_id
$$;

revoke all on function logic.remember_instruction(core.exits, text, jsonb) from public;
comment on function logic.remember_instruction(core.exits, text, jsonb) is
    'Keeps what the client asked for in the call of an exit; answers the instruction';

-- POST /machines. A program that acts by API keys; it has no password and cannot log in.
-- Calls: audit.append, auth.member_shown, auth.require, logic.raise
-- Writes: auth.ops_team
create or replace function api.register_machine(username text, display_name text, role text)
returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    v_machine auth.ops_team;
begin
    perform auth.require('ops_admin');
    if register_machine.username !~ '^[a-z][a-z0-9._-]{1,62}$' then
        perform logic.raise('IR101', '{"field": "username", "expected":
            "a small letter, then small letters, digits, dots, dashes and low lines, 2 to 63"}');
    elsif register_machine.role not in ('ops_viewer', 'ops_agent', 'ops_supervisor', 'auditor') then
        perform logic.raise('IR101', '{"field": "role", "expected":
            "ops_viewer, ops_agent, ops_supervisor or auditor"}');
    elsif register_machine.display_name !~ '\S' then
        perform logic.raise('IR101', '{"field": "display_name", "expected": "a name in words"}');
    end if;
    insert into auth.ops_team as p (username, display_name, role, is_machine)
    values (register_machine.username, register_machine.display_name, register_machine.role, true)
    on conflict (username) do nothing
    returning p.* into v_machine;
    if v_machine.person_id is null then
        perform logic.raise('IR101', '{"field": "username", "expected": "a name not yet taken"}');
    end if;
    perform audit.append('register', register_machine.username, null, null, jsonb_build_object(
        'person_id', v_machine.person_id, 'role', v_machine.role, 'is_machine', true));
    return auth.member_shown(v_machine);
end
$$;

revoke all on function api.register_machine(text, text, text) from public;
grant execute on function api.register_machine(text, text, text) to ops_admin;
comment on function api.register_machine(text, text, text) is
    'POST /machines: adds a program that acts by API keys';

-- Which settings one person may not change alone: those that say when two people are needed, and
-- those that guard a client on the telephone. Else one person could make the second one needless.
-- Calls: none. Writes: none.
create or replace function logic.setting_needs_two(name text)
returns boolean
language sql immutable security invoker set search_path = pg_catalog, pg_temp
as $$
    select setting_needs_two.name in ('square_off_approval_value',
        'square_off_all_needs_approval', 'approval_minutes', 'funds_policy', 'otp_required_for',
        'otp_required_value', 'read_back_required', 'unmask_agent_fields',
        'unmask_supervisor_fields')
$$;

revoke all on function logic.setting_needs_two(text) from public;
comment on function logic.setting_needs_two(text) is
    'Whether a change of a setting through the front needs a second person';

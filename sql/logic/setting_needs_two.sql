-- Which settings one person may not change alone: those that say when two people are needed, those
-- that guard a client on the telephone, how often and how long somebody may guess as well as
-- whether they are asked, and how long it is on record who tried to log in. Else one person could
-- make the second one needless.
-- Calls: none. Writes: none.
create or replace function logic.setting_needs_two(name text)
returns boolean
language sql immutable security invoker set search_path = pg_catalog, pg_temp
as $$
    select setting_needs_two.name in ('square_off_approval_value',
        'square_off_all_needs_approval', 'approval_minutes', 'funds_policy', 'otp_required_for',
        'otp_required_value', 'otp_minutes', 'otp_tries', 'otp_sends', 'read_back_required',
        'read_back_minutes', 'call_mismatch_limit_agent', 'call_mismatch_limit_client',
        'call_mismatch_window_minutes', 'unmask_agent_fields', 'unmask_supervisor_fields',
        'login_record_days')
$$;

revoke all on function logic.setting_needs_two(text) from public;
comment on function logic.setting_needs_two(text) is
    'Whether a change of a setting through the front needs a second person';

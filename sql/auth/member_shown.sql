-- What admins and auditors see of a member: no hash, no factor, no session's secret.
-- Calls: auth.retry_after, logic.scope_shown
-- Writes: -
create or replace function auth.member_shown(person auth.ops_team)
returns jsonb
language sql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
    select jsonb_build_object(
        'person_id', (person).person_id, 'username', (person).username,
        'display_name', (person).display_name, 'role', (person).role,
        'email', (person).email, 'phone', (person).phone,
        'is_machine', (person).is_machine, 'disabled_at', (person).disabled_at,
        'created_at', (person).created_at,
        'password_changed_at', case when (person).must_change_password then null
            when (person).is_machine then null else (person).password_changed_at end,
        'initial_password_until', (person).password_expires_at,
        'has_second_factor', (person).totp_secret_sealed is not null,
        'recovery_codes_left', (
            select count(*) from auth.recovery_codes as c
            where c.person_id = (person).person_id and c.used_at is null),
        'retry_after_seconds', auth.retry_after((person).username, null),
        'last_login_at', (
            select max(a.at) from auth.login_attempts as a
            where a.username = (person).username and a.outcome = 'ok'),
        'open_sessions', (
            select count(*) from auth.sessions as s
            where s.person_id = (person).person_id and s.ended_at is null
                and s.stage = 'full' and s.expires_at > now()),
        'scopes', (
            select coalesce(jsonb_agg(logic.scope_shown(x) order by x.scope_id), '[]')
            from core.person_scopes as x where x.person_id = (person).person_id));
$$;

revoke all on function auth.member_shown(auth.ops_team) from public;

comment on function auth.member_shown(auth.ops_team) is
    'A member of the ops team as admins and auditors see them';

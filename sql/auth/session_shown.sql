-- Calls: -
-- Writes: -
create or replace function auth.session_shown(session auth.sessions)
returns jsonb
language sql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
    select jsonb_build_object(
        'session_id', (session).session_id, 'stage', (session).stage,
        'person_id', p.person_id, 'username', p.username, 'display_name', p.display_name,
        'role', (session).role,
        'expires_in_seconds', floor(extract(epoch from (session).expires_at - now()))::bigint,
        'expires_at', (session).expires_at, 'ends_at', (session).ends_at,
        'new_password_needed', p.must_change_password,
        'second_factor_needed', p.totp_secret_sealed is null,
        'recovery_codes_left', (
            select count(*) from auth.recovery_codes as c
            where c.person_id = p.person_id and c.used_at is null))
    from auth.ops_team as p
    where p.person_id = (session).person_id;
$$;

revoke all on function auth.session_shown(auth.sessions) from public;

comment on function auth.session_shown(auth.sessions) is
    'A session, its person and what they still have to do, as the front needs it';

-- Who is asking, from the secret of a server-side session in `irra.session`. Anybody can set that
-- setting, so it proves nothing unless its hash is a live session whose person still has the role
-- that the transaction runs as. A session that is there for enrolment only is nobody. A machine's
-- API key stands there in place of a secret. In policies write `(select auth.current_person())`:
-- once a statement.
-- Calls: auth.key_person
-- Writes: -
create or replace function auth.current_person()
returns bigint
language plpgsql
stable
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_secret text := current_setting('irra.session', true);
begin
    if v_secret like 'irra.key.%' then
        return auth.key_person(v_secret);
    end if;
    return (
        select p.person_id
        from auth.sessions as s
        join auth.ops_team as p on p.person_id = s.person_id
        where s.secret_hash = sha256(convert_to(v_secret, 'UTF8'))
            and s.stage = 'full'
            and s.ended_at is null
            and s.expires_at > now()
            and p.disabled_at is null
            and p.role = s.role
            and p.role = current_setting('role', true));
end
$$;

revoke all on function auth.current_person() from public;
grant execute on function auth.current_person()
    to ops_viewer, ops_agent, ops_supervisor, ops_admin, auditor;

comment on function auth.current_person() is
    'The session''s person; null if forged, missing, ended, expired, disabled or of another role';

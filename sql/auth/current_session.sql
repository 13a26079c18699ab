-- Calls: auth.current_person
-- Writes: -
create or replace function auth.current_session()
returns uuid
language plpgsql
stable
security definer
set search_path = pg_catalog, pg_temp
as $$
begin
    return (
        select s.session_id
        from auth.sessions as s
        where s.secret_hash = sha256(convert_to(
                current_setting('irra.session', true), 'UTF8'))
            and s.person_id = (select auth.current_person()));
end
$$;

revoke all on function auth.current_session() from public;
grant execute on function auth.current_session()
    to ops_viewer, ops_agent, ops_supervisor, ops_admin, auditor;

comment on function auth.current_session() is
    'The session of the current person, or null when auth.current_person() is nobody';

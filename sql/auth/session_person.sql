-- Calls: -
-- Writes: -
create or replace function auth.session_person(session auth.sessions)
returns auth.ops_team
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_person auth.ops_team;
begin
    select p.* into v_person from auth.ops_team as p
    where p.person_id = (session).person_id and p.disabled_at is null
        and p.role = (session).role;
    return v_person;
end
$$;

revoke all on function auth.session_person(auth.sessions) from public;

comment on function auth.session_person(auth.sessions) is
    'The person of a session; nulls when disabled or of another role now';

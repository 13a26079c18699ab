-- First step of every function that acts with more rights than its caller: who are you, and has
-- your role this door? Nobody is IR401, another role IR403. The role is the row's, never a
-- parameter.
-- Calls: auth.current_person, logic.raise
-- Writes: -
create or replace function auth.require(variadic roles text[])
returns bigint
language plpgsql
stable
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_person_id bigint := auth.current_person();
begin
    if v_person_id is null then
        perform logic.raise('IR401');
    end if;
    -- auth.current_person() has proved that the transaction's role is the person's role.
    if current_setting('role') <> all (roles) then
        perform logic.raise('IR403', jsonb_build_object('allowed_roles', roles));
    end if;
    return v_person_id;
end
$$;

revoke all on function auth.require(text[]) from public;
grant execute on function auth.require(text[])
    to ops_viewer, ops_agent, ops_supervisor, ops_admin, auditor;

comment on function auth.require(text[]) is
    'The current person if one of `roles`; raises IR401 for nobody and IR403 for another role';

-- What the policies ask first, once a statement: most people have no scopes, and rows are only
-- looked at one by one for those who have.
-- Calls: auth.current_person
-- Writes: -
create or replace function auth.is_unlimited()
returns boolean
language plpgsql
stable
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_person_id bigint := auth.current_person();
begin
    -- auth.current_person() has proved that the transaction's role is the person's role.
    return v_person_id is not null and (
        current_setting('role') not in ('ops_agent', 'ops_supervisor')
        or not exists (
            select from core.person_scopes as s where s.person_id = v_person_id));
end
$$;

revoke all on function auth.is_unlimited() from public;
grant execute on function auth.is_unlimited()
    to ops_viewer, ops_agent, ops_supervisor, ops_admin, auditor;

comment on function auth.is_unlimited() is
    'Whether there is a current person whom no scope limits; false for nobody';

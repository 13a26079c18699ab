-- Calls: auth.current_person, logic.approval_in_scope
-- Writes: -
create or replace function auth.approval_in_scope(payload jsonb)
returns boolean
language plpgsql
stable
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_person_id bigint := auth.current_person();
begin
    return v_person_id is not null and logic.approval_in_scope(v_person_id, payload);
end
$$;

revoke all on function auth.approval_in_scope(jsonb) from public;
grant execute on function auth.approval_in_scope(jsonb) to ops_supervisor, ops_admin, auditor;

comment on function auth.approval_in_scope(jsonb) is
    'Whether the current person''s scopes cover all that a request for a second person shows';

-- GET /ops-team/{id}.
-- Calls: auth.member_shown, auth.require, logic.raise
-- Writes: -
create or replace function api.get_member(person_id bigint)
returns jsonb
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_person auth.ops_team;
begin
    perform auth.require('ops_admin', 'auditor');
    select p.* into v_person from auth.ops_team as p where p.person_id = get_member.person_id;
    if v_person.person_id is null then
        perform logic.raise('IR104', '{"object": "member"}');
    end if;
    return auth.member_shown(v_person);
end
$$;

revoke all on function api.get_member(bigint) from public;
grant execute on function api.get_member(bigint) to ops_admin, auditor;
comment on function api.get_member(bigint) is
    'GET /ops-team/{id}: one member with their limits';

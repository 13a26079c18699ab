-- Locked: two admins who change one member queue.
-- Calls: logic.raise
-- Writes: -
create or replace function auth.require_member(person_id bigint)
returns auth.ops_team
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_person auth.ops_team;
begin
    select p.* into v_person from auth.ops_team as p
    where p.person_id = require_member.person_id for update;
    if v_person.person_id is null then
        perform logic.raise('IR104', '{"object": "member"}');
    end if;
    return v_person;
end
$$;

revoke all on function auth.require_member(bigint) from public;

comment on function auth.require_member(bigint) is
    'Locks and answers a member of the ops team; IR104 when there is none';

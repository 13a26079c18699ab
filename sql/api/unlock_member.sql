-- POST /ops-team/{id}/unlock. Nobody unlocks themselves: whoever guessed their way into an admin's
-- session would.
-- Calls: auth.member_shown, auth.require, auth.unlock_member, logic.raise
-- Writes: -
create or replace function api.unlock_member(person_id bigint)
returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_admin_id bigint := auth.require('ops_admin');
begin
    if unlock_member.person_id = v_admin_id then
        perform logic.raise('IR403', '{"reason": "nobody unlocks themselves"}');
    end if;
    perform auth.unlock_member(unlock_member.person_id);
    return (
        select auth.member_shown(p) from auth.ops_team as p
        where p.person_id = unlock_member.person_id);
end
$$;

revoke all on function api.unlock_member(bigint) from public;
grant execute on function api.unlock_member(bigint) to ops_admin;
comment on function api.unlock_member(bigint) is
    'POST /ops-team/{id}/unlock: failed log-ins up to now keep a member out no more';

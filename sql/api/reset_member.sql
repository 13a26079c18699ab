-- POST /ops-team/{id}/reset. For a member who lost the telephone and the recovery codes, or the
-- password. The front makes the initial password, as for a new member. Not for oneself:
-- /auth/password and /auth/2fa/enrol ask for the present factors first.
-- Calls: auth.member_shown, auth.require, auth.reset_member, logic.raise
-- Writes: -
create or replace function api.reset_member(person_id bigint, password_hash text)
returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_admin_id bigint := auth.require('ops_admin');
begin
    if reset_member.person_id = v_admin_id then
        perform logic.raise('IR403', '{"reason": "nobody resets themselves"}');
    end if;
    perform auth.reset_member(reset_member.person_id, reset_member.password_hash);
    return (
        select auth.member_shown(p) from auth.ops_team as p
        where p.person_id = reset_member.person_id);
end
$$;

revoke all on function api.reset_member(bigint, text) from public;
grant execute on function api.reset_member(bigint, text) to ops_admin;
comment on function api.reset_member(bigint, text) is
    'POST /ops-team/{id}/reset: a member starts again with an initial password';

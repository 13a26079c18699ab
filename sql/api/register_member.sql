-- POST /ops-team. The front makes an initial password and gives its hash; the password is in its
-- answer, once, and opens the first log-in only.
-- Calls: auth.member_shown, auth.register, auth.require
-- Writes: -
create or replace function api.register_member(
    username text, display_name text, role text, password_hash text, email text default null,
    phone text default null)
returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_person_id bigint;
begin
    perform auth.require('ops_admin');
    v_person_id := auth.register(register_member.username, register_member.display_name,
        register_member.role, register_member.password_hash, null, register_member.email,
        register_member.phone);
    return (
        select auth.member_shown(p) from auth.ops_team as p where p.person_id = v_person_id);
end
$$;

revoke all on function api.register_member(text, text, text, text, text, text) from public;
grant execute on function api.register_member(text, text, text, text, text, text) to ops_admin;
comment on function api.register_member(text, text, text, text, text, text) is
    'POST /ops-team: adds a member, who enrols at the first log-in';

-- PATCH /ops-team/{id}. Role, name, contact, disabled or not; limits have addresses of their own
-- (api.add_scope). Nobody changes what they may do themselves.
-- Calls: audit.append, auth.change_member, auth.member_shown, auth.require, logic.raise,
-- logic.require_reason
-- Writes: -
create or replace function api.change_member(
    person_id bigint, reason text, display_name text default null, role text default null,
    email text default null, phone text default null, disabled boolean default null)
returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_admin_id bigint := auth.require('ops_admin');
begin
    perform logic.require_reason(change_member.reason);
    if num_nonnulls(change_member.display_name, change_member.role, change_member.email,
        change_member.phone, change_member.disabled) = 0 then
        perform logic.raise('IR103',
            '{"field": "display_name, role, email, phone or disabled"}');
    elsif change_member.person_id = v_admin_id
        and num_nonnulls(change_member.role, change_member.disabled) > 0 then
        perform logic.raise('IR403',
            '{"reason": "nobody changes their own role or disables themselves"}');
    end if;
    perform auth.change_member(change_member.person_id, change_member.display_name,
        change_member.role, change_member.email, change_member.phone, change_member.disabled);
    -- Before and after of the row are written by its trigger; here is why.
    perform audit.append('change_member', 'person:' || change_member.person_id, null, null,
        jsonb_build_object('reason', change_member.reason));
    return (
        select auth.member_shown(p) from auth.ops_team as p
        where p.person_id = change_member.person_id);
end
$$;

revoke all on function
    api.change_member(bigint, text, text, text, text, text, boolean) from public;
grant execute on function
    api.change_member(bigint, text, text, text, text, text, boolean) to ops_admin;
comment on function api.change_member(bigint, text, text, text, text, text, boolean) is
    'PATCH /ops-team/{id}: changes role, name or contact of a member, or disables them';

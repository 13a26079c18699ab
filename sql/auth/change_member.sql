-- A member's row, for api.change_member and for whoever owns the database. What is left out stays.
-- Another role or being disabled ends what the member has open, at once, and for a machine its
-- keys.
-- Lock order: admins, the member.
-- Calls: auth.end_sessions, auth.require_member, auth.require_other_admin, logic.raise,
-- logic.require_contact
-- Writes: auth.api_keys, auth.ops_team
create or replace function auth.change_member(
    person_id bigint,
    display_name text default null,
    role text default null,
    email text default null,
    phone text default null,
    disabled boolean default null)
returns void
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_before auth.ops_team;
    v_after auth.ops_team;
begin
    if change_member.role not in (
        'ops_viewer', 'ops_agent', 'ops_supervisor', 'ops_admin', 'auditor') then
        perform logic.raise('IR101', '{"field": "role", "expected":
            "ops_viewer, ops_agent, ops_supervisor, ops_admin or auditor"}');
    elsif change_member.display_name !~ '\S' then
        perform logic.raise('IR101', '{"field": "display_name", "expected": "a name in words"}');
    end if;
    perform logic.require_contact(change_member.email, change_member.phone);
    if change_member.disabled or change_member.role <> 'ops_admin' then
        perform auth.require_other_admin(change_member.person_id);
    end if;
    v_before := auth.require_member(change_member.person_id);
    if v_before.is_machine and change_member.role = 'ops_admin' then
        perform logic.raise('IR101', '{"field": "role", "expected": "no admin: it is a machine"}');
    end if;
    update auth.ops_team as p
    set display_name = coalesce(change_member.display_name, p.display_name),
        role = coalesce(change_member.role, p.role),
        email = coalesce(change_member.email, p.email),
        phone = coalesce(change_member.phone, p.phone),
        disabled_at = case when change_member.disabled then coalesce(p.disabled_at, now())
            when not change_member.disabled then null else p.disabled_at end
    where p.person_id = change_member.person_id
    returning p.* into v_after;
    if v_after.role <> v_before.role or v_after.disabled_at is not null then
        perform auth.end_sessions(change_member.person_id,
            case when v_after.disabled_at is not null then 'disabled' else 'role_changed' end);
        update auth.api_keys as k set revoked_at = now()
        where k.person_id = change_member.person_id and k.revoked_at is null;
    end if;
end
$$;

revoke all on function
    auth.change_member(bigint, text, text, text, text, boolean) from public;

comment on function auth.change_member(bigint, text, text, text, text, boolean) is
    'Changes what is given of a member; another role or being disabled ends what they have open';

-- GET /ops-team.
-- Calls: auth.list_limit, auth.member_shown, auth.require
-- Writes: -
create or replace function api.get_members()
returns jsonb
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
    perform auth.require('ops_admin', 'auditor');
    return (
        select coalesce(jsonb_agg(auth.member_shown(m.person) order by m.username), '[]')
        from (
            select p as person, p.username from auth.ops_team as p
            order by p.username limit auth.list_limit()) as m);
end
$$;

revoke all on function api.get_members() from public;
grant execute on function api.get_members() to ops_admin, auditor;
comment on function api.get_members() is
    'GET /ops-team: all members, machines too, by name';

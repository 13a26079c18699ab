-- GET /ops-team, in pages.
-- Calls: auth.member_shown, auth.page_end, auth.page_size, auth.page_start, auth.require
-- Writes: -
create or replace function api.get_members(
    page_limit bigint default null, page_cursor text default null)
returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_size bigint := auth.page_size(page_limit);
    v_after text := coalesce(auth.page_start('ops-team', page_cursor) ->> 0, '');
begin
    perform auth.require('ops_admin', 'auditor');
    return auth.page_end('ops-team', (
        select coalesce(jsonb_agg(auth.member_shown(m.person) order by m.username), '[]')
        from (
            select p as person, p.username from auth.ops_team as p
            where p.username > v_after
            order by p.username limit v_size + 1) as m), v_size, 'username');
end
$$;

revoke all on function api.get_members(bigint, text) from public;
grant execute on function api.get_members(bigint, text) to ops_admin, auditor;
comment on function api.get_members(bigint, text) is
    'GET /ops-team: all members, machines too, by name';

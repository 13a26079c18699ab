-- Who is at work and takes calls: whom a call can be handed to.
-- Calls: auth.require. Writes: none.
create or replace function api.get_successors()
returns jsonb
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_person_id bigint := auth.require('ops_agent', 'ops_supervisor', 'ops_admin');
begin
    return (
        select coalesce(jsonb_agg(jsonb_build_object('username', p.username,
            'display_name', p.display_name, 'role', p.role, 'calls', (
                select count(*) from core.calls as c
                where c.person_id = p.person_id and c.closed_at is null
                    and c.expires_at > now())) order by p.display_name, p.username), '[]')
        from auth.ops_team as p
        where p.person_id <> v_person_id and p.disabled_at is null
            and p.role in ('ops_agent', 'ops_supervisor')
            and exists (
                select from auth.sessions as s
                where s.person_id = p.person_id and s.role = p.role and s.ended_at is null
                    and s.expires_at > now()));
end
$$;

revoke all on function api.get_successors() from public;
grant execute on function api.get_successors() to ops_agent, ops_supervisor, ops_admin;
comment on function api.get_successors() is
    'GET /handovers/successors: agents and supervisors at work, with the calls they have';

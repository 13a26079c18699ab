-- Calls: auth.require
-- Writes: -
create or replace function api.get_site()
returns jsonb
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
begin
    perform auth.require('ops_viewer', 'ops_agent', 'ops_supervisor', 'ops_admin', 'auditor');
    return (
        select jsonb_build_object(
            'mode', s.mode, 'mode_since', s.mode_since,
            'orders_allowed', s.mode in ('active', 'drill'),
            'primary', (
                select jsonb_build_object('reachable', p.reachable, 'checked_at', p.checked_at,
                    'last_reachable_at', p.last_reachable_at)
                from sync.primary_state as p),
            'changes', (
                select coalesce(jsonb_agg(to_jsonb(c) order by c.changed_at desc), '[]')
                from (
                    select c.from_mode, c.to_mode, c.reason, c.changed_at,
                        requester.username as requested_by, approver.username as approved_by
                    from core.site_changes as c
                    left join auth.ops_team as requester on requester.person_id = c.requested_by
                    left join auth.ops_team as approver on approver.person_id = c.approved_by
                    order by c.site_change_id desc
                    limit 10) as c))
        from core.site as s);
end
$$;

revoke all on function api.get_site() from public;
grant execute on function api.get_site()
    to ops_viewer, ops_agent, ops_supervisor, ops_admin, auditor;

comment on function api.get_site() is
    'GET /site: the mode, since when, what is known of the primary, and the last ten changes';

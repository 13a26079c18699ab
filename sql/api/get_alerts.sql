-- Open ones first, the gravest and newest at the top, then the newest of those that are over.
-- Calls: auth.list_limit, auth.require. Writes: none.
create or replace function api.get_alerts()
returns jsonb
language plpgsql stable security invoker set search_path = pg_catalog, pg_temp
as $$
begin
    perform auth.require('ops_supervisor', 'ops_admin', 'auditor');
    return (
        select coalesce(jsonb_agg(jsonb_build_object('alert_id', k.alert_id, 'kind', k.kind,
            'severity', k.severity, 'subject', k.subject, 'details', k.details,
            'occurrences', k.occurrences, 'raised_at', k.raised_at, 'last_at', k.last_at,
            'resolved_at', k.resolved_at, 'resolved_by', k.username, 'resolution', k.resolution)
            order by k.is_over, k.gravity, k.last_at desc), '[]')
        from (
            select a.*, p.username, a.resolved_at is not null as is_over,
                array_position('{critical,warning,info}', a.severity) as gravity
            from core.alerts a
            left join auth.ops_team p on p.person_id = a.resolved_by
            order by is_over, case when a.resolved_at is null then
                array_position('{critical,warning,info}', a.severity) end, a.last_at desc
            limit auth.list_limit()) k);
end
$$;

revoke all on function api.get_alerts() from public;
grant execute on function api.get_alerts() to ops_supervisor, ops_admin, auditor;
comment on function api.get_alerts() is
    'GET /alerts: faults for a person, open ones first';

-- Open ones first, the gravest and newest at the top, then the newest of those that are over; in
-- pages. The newest is who was raised last: an alert that occurs again stays in its place.
-- Calls: auth.page_end, auth.page_size, auth.page_start, auth.require. Writes: none.
create or replace function api.get_alerts(
    page_limit bigint default null, page_cursor text default null)
returns jsonb
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
declare
    v_size bigint := auth.page_size(page_limit);
    v_start jsonb := auth.page_start('alerts', page_cursor);
begin
    perform auth.require('ops_supervisor', 'ops_admin', 'auditor');
    return auth.page_end('alerts', (
        select coalesce(jsonb_agg(jsonb_build_object('alert_id', k.alert_id, 'kind', k.kind,
            'severity', k.severity, 'subject', k.subject, 'details', k.details,
            'occurrences', k.occurrences, 'raised_at', k.raised_at, 'last_at', k.last_at,
            'acknowledged_at', k.acknowledged_at, 'acknowledged_by', w.username,
            'escalated_at', k.escalated_at,
            'resolved_at', k.resolved_at, 'resolved_by', p.username, 'resolution', k.resolution)
            order by k.is_over, k.gravity, k.alert_id desc), '[]')
        from (
            select a.*, g.is_over, g.gravity
            from core.alerts a
            cross join lateral (
                select a.resolved_at is not null as is_over, case when a.resolved_at is null then
                    array_position('{critical,warning,info}', a.severity) else 0 end as gravity
                ) as g
            where v_start is null or (g.is_over, g.gravity, -a.alert_id) > (
                v_start ->> 0 is not null, case when v_start ->> 0 is null then
                    array_position('{critical,warning,info}', v_start ->> 1) else 0 end,
                -(v_start ->> 2)::bigint)
            order by g.is_over, g.gravity, a.alert_id desc
            limit v_size + 1) k
        left join auth.ops_team p on p.person_id = k.resolved_by
        left join auth.ops_team w on w.person_id = k.acknowledged_by),
        v_size, 'resolved_at', 'severity', 'alert_id');
end
$$;

revoke all on function api.get_alerts(bigint, text) from public;
grant execute on function api.get_alerts(bigint, text)
    to ops_supervisor, ops_admin, auditor;
comment on function api.get_alerts(bigint, text) is
    'GET /alerts: faults for a person, open ones first';

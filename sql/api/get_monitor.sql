-- GET /monitor: the last figure of every measure, who works for the desk, how far behind the
-- primary it is. From what the monitor has read: asking costs next to nothing, and each figure
-- has its time. Nothing here is about a client.
-- Calls: auth.require. Writes: none.
create or replace function api.get_monitor()
returns jsonb
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
    perform auth.require('ops_viewer', 'ops_supervisor', 'ops_admin', 'auditor');
    return jsonb_build_object('as_of', now(),
        'figures', (
            select coalesce(jsonb_agg(jsonb_build_object('measure', f.measure,
                'subject', f.subject, 'value', trim_scale(round(f.value, 3)), 'unit', f.unit
                    || case f.kind when 'counter' then ' a second' else '' end,
                'description', f.description, 'usual', trim_scale(round(f.usual, 3)),
                'read_at', f.sampled_at, 'broken', exists (
                    select from monitor.breaches h
                    join monitor.rules r on r.rule_name = h.rule_name
                    where (r.measure, h.subject) = (f.measure, f.subject)))
                order by f.measure, f.subject), '[]')
            from ops.figures f),
        'workers', (
            select coalesce(jsonb_agg(jsonb_build_object('worker_name', w.worker_name,
                'kind', w.kind, 'version', w.version, 'started_at', w.started_at,
                'last_seen_at', w.last_seen_at, 'alive', w.alive)
                order by w.kind, w.worker_name), '[]')
            from ops.workers w),
        'replication', (
            select jsonb_build_object('subscription', r.subscription, 'applying', r.applying,
                'primary_reachable', r.primary_reachable,
                'primary_checked_at', r.primary_checked_at,
                'primary_last_reachable_at', r.primary_last_reachable_at,
                'last_message_at', r.last_message_at, 'lag_bytes', r.lag_bytes,
                'not_folded', r.trades_not_folded + r.opening_positions_not_folded,
                'tables_being_copied', to_jsonb(coalesce(r.tables_being_copied, '{}')),
                'detail', r.detail)
            from ops.replication r));
end
$$;

revoke all on function api.get_monitor() from public;
grant execute on function api.get_monitor()
    to ops_viewer, ops_supervisor, ops_admin, auditor;
comment on function api.get_monitor() is
    'GET /monitor: last figures, workers, replication, each with its time';

-- GET /fix-sessions: every session to the exchange with its state, its numbers, what waits to
-- leave, how it answers, what stops it, and what stands of its last purge. Neither user names
-- nor passwords are shown, and nothing here is about a client.
-- Calls: auth.require. Writes: none.
create or replace function api.get_fix_sessions()
returns jsonb
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
    perform auth.require('ops_viewer', 'ops_agent', 'ops_supervisor', 'ops_admin', 'auditor');
    return (
        select coalesce(jsonb_agg(jsonb_build_object('session_name', s.name, 'kind', s.kind,
            'exchange', s.exchange, 'segment', s.segment, 'enabled', s.enabled,
            'in_hours', s.in_hours, 'status', s.status, 'status_since', s.status_since,
            'led', s.led, 'leader', s.leader, 'next_outbound', s.next_outbound,
            'next_inbound', s.next_inbound, 'last_inbound_at', s.last_inbound_at,
            'last_outbound_at', s.last_outbound_at, 'heartbeat_seconds', s.heartbeat_seconds,
            'detail', s.detail, 'parked', s.parked,
            'waiting', case when s.kind = 'order' then q.waiting end, 'oldest_at', q.oldest_at,
            'sent', p.sent, 'answered', p.answered, 'rejected', p.rejected,
            'reject_percent', p.reject_percent, 'wait_ms_p95', p.wait_ms_p95,
            'answer_ms_p95', p.answer_ms_p95,
            'controls', case when s.kind = 'order' then c.controls else '[]' end,
            'purge', g.purge) order by s.kind desc, s.name), '[]')
        from ops.fix_sessions s
        left join ops.order_pace p on p.session_name = s.name
        left join ops.queues q on q.queue = 'dispatch:' || s.name
        cross join lateral (
            select coalesce(jsonb_agg(jsonb_build_object('control_id', k.control_id,
                'scope', k.scope, 'subject', k.subject, 'kind', k.kind, 'reason', k.reason,
                'set_by', o.username, 'set_at', k.set_at) order by k.control_id), '[]')
                as controls
            from core.controls k
            join auth.ops_team o on o.person_id = k.set_by
            where k.lifted_at is null and (k.scope = 'desk'
                or (k.scope, k.subject) in (('session', s.name),
                    ('segment', s.exchange || '-' || s.segment)))) c
        left join lateral (
            select jsonb_build_object('purge_id', x.purge_id, 'purged_at', x.purged_at,
                'purged_by', x.purged_by, 'reason', x.reason, 'orders', x.orders,
                'still_unknown', x.still_unknown,
                'last_trade_number', x.last_trade_number) as purge
            from ops.purges x where x.session_name = s.name
            order by x.purge_id desc limit 1) g on true
        where not s.conformance);
end
$$;

revoke all on function api.get_fix_sessions() from public;
grant execute on function api.get_fix_sessions()
    to ops_viewer, ops_agent, ops_supervisor, ops_admin, auditor;
comment on function api.get_fix_sessions() is
    'GET /fix-sessions: state, numbers, what waits, what stops it and the last purge of each';

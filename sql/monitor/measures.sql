-- What is measured; descriptions and queries follow the code, the pace stays as a DBA has set it.
-- Each reads views of ops that are cheap at that pace.
-- Writes: monitor.measures.
insert into monitor.measures (measure, every_seconds, kind, unit, description, query) values
    ('worker_silence', 1, 'gauge', 'seconds',
        'Seconds since a worker said that it lives',
        -- While the server was down nobody could say anything.
        'select w.worker_name, extract(epoch from least(w.silence, now() - '
        'pg_postmaster_start_time())), jsonb_build_object(''kind'', w.kind) from ops.workers w'),
    ('worker_versions', 10, 'gauge', 'versions',
        'Build versions at work at once',
        'select '''', count(distinct w.version), jsonb_agg(distinct w.version) from '
        'ops.workers w where w.alive'),
    ('session_away', 1, 'gauge', 'sessions',
        '1 while a session in its hours is not logged on or not led',
        'select f.name, case when f.in_hours and not (f.status = ''logged_on'' and f.led) '
        'then 1 else 0 end, jsonb_build_object(''kind'', f.kind, ''status'', f.status, '
        '''led'', f.led, ''detail'', f.detail) from ops.fix_sessions f where f.enabled and '
        'not f.conformance'),
    ('session_silence', 1, 'gauge', 'heartbeats',
        'Heartbeats since anything came on a session that is logged on',
        'select f.name, round(extract(epoch from now() - f.last_inbound_at) '
        '/ f.heartbeat_seconds, 2), null from ops.fix_sessions f where f.enabled and not '
        'f.conformance and f.status = ''logged_on'' and f.last_inbound_at is not null'),
    ('session_interruptions', 1, 'counter', 'interruptions',
        'Sessions that were logged on and then were not, a second',
        'select f.name, f.interruptions, jsonb_build_object(''status'', f.status, ''detail'', '
        'f.detail) from ops.fix_sessions f where f.enabled and not f.conformance'),
    ('session_gaps', 1, 'counter', 'gaps',
        'Messages of the exchange that were missing and asked for again, a second',
        'select f.name, f.gaps, jsonb_build_object(''next_inbound'', f.next_inbound) from '
        'ops.fix_sessions f where f.enabled and not f.conformance'),
    ('answer_missing', 1, 'gauge', 'seconds',
        'How long the oldest order message of a session has no answer',
        'select f.name, coalesce(extract(epoch from f.unanswered_for), 0), '
        'jsonb_build_object(''waiting'', f.unanswered) from ops.fix_sessions f where '
        'f.enabled and not f.conformance and f.kind = ''order'''),
    ('queue_age', 1, 'gauge', 'seconds',
        'How long the oldest message of a queue is due',
        'select q.queue, coalesce(extract(epoch from q.oldest_age), 0), '
        'jsonb_build_object(''waiting'', q.waiting) from ops.queues q'),
    ('queue_waiting', 2, 'gauge', 'messages',
        'Messages that wait in a queue',
        'select q.queue, q.waiting, null from ops.queues q'),
    ('queue_dead', 2, 'gauge', 'messages',
        'Messages that were given up',
        'select q.queue, q.dead, null from ops.queues q'),
    ('orders_live', 5, 'gauge', 'orders',
        'Live orders of a session by state',
        'select s.session_name || '' '' || s.status, s.orders, null from ops.orders_by_state '
        's'),
    ('orders_made', 1, 'counter', 'orders',
        'Orders made, a second',
        'select '''', f.orders_made, null from ops.order_flow f'),
    ('order_wait', 1, 'gauge', 'ms',
        '95 of 100 recent orders left within this time after they were queued',
        'select p.session_name, p.wait_ms_p95, jsonb_build_object(''orders'', p.sent) from '
        'ops.order_pace p where p.sent > 0'),
    ('order_answer', 2, 'gauge', 'ms',
        '95 of 100 recent orders were answered by the exchange within this time',
        'select p.session_name, p.answer_ms_p95, jsonb_build_object(''orders'', p.answered) '
        'from ops.order_pace p where p.answered > 0'),
    ('orders_rejected', 2, 'gauge', 'percent',
        'Share of recent orders that the exchange refused',
        'select p.session_name, p.reject_percent, jsonb_build_object(''rejected'', '
        'p.rejected, ''of'', p.answered) from ops.order_pace p where p.answered >= 5'),
    ('fills_unconfirmed', 5, 'gauge', 'fills',
        'Fills that nobody has confirmed yet',
        'select '''', count(*), null from ops.unconfirmed_trades u'),
    ('fills_overdue', 2, 'gauge', 'fills',
        'Fills that nobody has confirmed for too long',
        'select '''', count(*), jsonb_build_object(''oldest_seconds'', extract(epoch from '
        'max(u.age))::bigint) from ops.unconfirmed_trades u where u.overdue'),
    ('orders_unknown', 5, 'gauge', 'orders',
        'Orders of which nobody knows the state',
        'select '''', count(*), null from ops.unknown_orders u'),
    ('trades_unassigned', 5, 'gauge', 'trades',
        'Trades of nobody known',
        'select '''', count(*), null from ops.unassigned_trades u'),
    ('messages_parked', 1, 'gauge', 'messages',
        'Messages of exchanges that could not be applied',
        'select f.name, f.parked, null from ops.fix_sessions f where f.enabled'),
    ('position_breaks', 60, 'gauge', 'positions',
        'Positions whose running figure is not the recomputed one',
        'select '''', count(*), null from ops.position_breaks b'),
    ('positions_differ', 1, 'gauge', 'desks',
        '1 while the last comparison of all positions found some that are not right',
        'select '''', case when s.positions_agree then 0 else 1 end, '
        'to_jsonb(s.positions_detail) from ops.site s where s.positions_agree is not null'),
    ('rows_refused', 1, 'gauge', 'rows',
        'Rows of the primary that could not be taken over',
        'select '''', count(*), null from ops.refused_rows r where r.resolved_at is null'),
    ('rows_not_folded', 1, 'gauge', 'rows',
        'Rows of the primary that positions do not know yet',
        'select '''', r.trades_not_folded + r.opening_positions_not_folded, null from '
        'ops.replication r'),
    ('primary_away', 1, 'gauge', 'primaries',
        '1 while the primary cannot be reached and nobody stands in for it',
        'select '''', case when r.primary_reachable or s.mode = ''active'' then 0 else 1 end, '
        'to_jsonb(r.detail) from ops.replication r cross join ops.site s'),
    ('replication_stopped', 1, 'gauge', 'subscriptions',
        '1 while the primary is there and its rows are not applied',
        'select '''', case when r.subscription is not null and r.primary_reachable and not '
        'r.applying then 1 else 0 end, jsonb_build_object(''enabled'', r.enabled) from '
        'ops.replication r'),
    ('replication_lag', 2, 'gauge', 'bytes',
        'What the primary has written and we have not',
        'select '''', r.lag_bytes, null from ops.replication r where r.primary_reachable'),
    ('price_age', 3, 'gauge', 'seconds',
        'How long no price of a segment was renewed, while the desk is active in its hours',
        'select p.exchange || '' '' || p.segment, greatest(extract(epoch from p.age), 0), '
        'jsonb_build_object(''newest_at'', p.newest_at) from ops.prices p where (select s.mode '
        'from ops.site s) = ''active'' and p.is_watched'),
    ('provider_silence', 1, 'gauge', 'seconds',
        'How long nothing has come of what a provider of messages was given',
        'select p.provider, coalesce(extract(epoch from p.silent), 0), '
        'jsonb_build_object(''channel'', p.channel) from ops.providers p where p.enabled'),
    ('audit_unsealed', 2, 'gauge', 'checks',
        '1 while rows of the audit log wait too long for their seal',
        'select h.check_name, case when h.ok then 0 else 1 end, to_jsonb(h.detail) from '
        'ops.health h where h.check_name in (''audit seals'', ''audit head outside'')'),
    ('log_ins_failed', 2, 'gauge', 'log-ins',
        'Log-ins that failed in the last minute',
        'select '''', l.failed, jsonb_build_object(''names'', l.names_failed, ''addresses'', '
        'l.addresses_failed) from ops.log_ins l where l.minutes = 1'),
    ('log_ins', 5, 'gauge', 'log-ins',
        'Log-ins of the last minute',
        'select '''', l.succeeded, null from ops.log_ins l where l.minutes = 1'),
    ('people_online', 5, 'gauge', 'people',
        'Sessions of people',
        'select p.role, count(*), null from ops.people_online p group by p.role'),
    ('connections', 2, 'gauge', 'percent',
        'Share of the server''s connections in use',
        'select '''', round(count(*) * 100.0 / current_setting(''max_connections'')::integer, '
        '1), null from pg_catalog.pg_stat_activity a where a.backend_type = ''client backend'''),
    ('transaction_age', 2, 'gauge', 'seconds',
        'Age of the oldest transaction of people and workers',
        'select '''', coalesce(extract(epoch from max(t.age)), 0), null from ops.transactions '
        't'),
    ('lock_wait', 2, 'gauge', 'seconds',
        'Longest wait for a lock at this moment',
        'select '''', coalesce(extract(epoch from max(t.blocked_for)), 0), null from '
        'ops.transactions t'),
    ('dead_rows', 60, 'gauge', 'percent',
        'Dead rows of tables that have more than 10,000 of them',
        'select t.table_name, t.dead_percent, jsonb_build_object(''dead'', t.dead_rows) from '
        'ops.tables t where t.dead_rows > 10000'),
    ('database_size', 60, 'gauge', 'bytes',
        'Size of the database',
        'select '''', s.database_bytes, null from ops.storage s'),
    ('wal_size', 10, 'gauge', 'bytes',
        'Size of the write-ahead log on disk',
        'select '''', s.wal_bytes, null from ops.storage s'),
    ('slot_kept', 10, 'gauge', 'bytes',
        'What replication slots keep of the write-ahead log',
        'select '''', coalesce(s.slot_kept_bytes, 0), null from ops.storage s'),
    ('disk_free_percent', 1, 'gauge', 'percent',
        'Free space of the disks that the desk writes to',
        null),
    ('watch_gap', 1, 'gauge', 'seconds',
        'How long the desk could not be watched, told for ten seconds after it could again',
        null),
    ('measures_unread', 2, 'gauge', 'measures',
        'Measures that could not be read',
        'select m.measure, 1, to_jsonb(m.problem) from ops.measures m where m.problem is not null')
on conflict (measure) do update
    set kind = excluded.kind, unit = excluded.unit, description = excluded.description,
        query = excluded.query
    where (measures.kind, measures.unit, measures.description, measures.query)
        is distinct from (excluded.kind, excluded.unit, excluded.description, excluded.query);

-- The charts, in the order of the page.
update monitor.measures m
set chart_place = c.place
from monitor.measures x
left join unnest(array['orders_made', 'order_wait', 'order_answer', 'orders_rejected',
    'queue_waiting', 'queue_age', 'replication_lag', 'fills_unconfirmed'])
    with ordinality as c (measure, place) on c.measure = x.measure
where x.measure = m.measure and m.chart_place is distinct from c.place;

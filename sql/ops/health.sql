-- The first thing to look at: every row should say ok. A worker that has not been seen for
-- `worker_silence_seconds` counts as gone.
create or replace view ops.health as
with bounds as (
    select (select make_interval(secs => s.value::integer) from core.settings as s
            where s.name = 'worker_silence_seconds') as silence,
        (select make_interval(secs => s.value::integer) from core.settings as s
            where s.name = 'queue_age_alert_seconds') as queue_age,
        (select make_interval(secs => s.value::integer) from core.settings as s
            where s.name = 'audit_unsealed_seconds') as unsealed,
        (select make_interval(secs => s.value::integer) from core.settings as s
            where s.name = 'audit_head_seconds') as head_age
),
checks (check_name, ok, detail) as (
    select 'site', true,
        (select s.mode || ' since ' || s.mode_since from core.site as s)
    union all
    select 'worker ' || w.worker_name, w.last_seen_at > now() - b.silence,
        w.kind || ' ' || w.version || ', last seen ' || w.last_seen_at
    from core.workers as w cross join bounds as b
    union all
    select 'fix session ' || f.name,
        f.status = 'logged_on' and f.led and f.parked = 0 or not f.in_hours and f.parked = 0,
        f.status || coalesce(' since ' || f.status_since, '') || ', parked messages: ' || f.parked
            || coalesce(', ' || f.detail, '')
    from ops.fix_sessions as f where f.enabled and not f.conformance
    union all
    select 'queue ' || q.queue, coalesce(q.oldest_age < b.queue_age, true) and q.dead = 0,
        q.waiting || ' waiting, ' || q.dead || ' given up'
            || coalesce(', oldest due for '
                || round(extract(epoch from q.oldest_age), 1) || ' s', '')
    from ops.queues as q cross join bounds as b
    union all
    -- A desk that stands in for the primary does so because it is down.
    select 'primary', p.reachable or s.mode = 'active',
        case when p.reachable then 'reachable' else 'down' || case when s.mode = 'active'
                then ', this desk stands in for it' else '' end
            || ', last reachable ' || coalesce(p.last_reachable_at::text, 'never') end
    from sync.primary_state as p cross join core.site as s
    union all
    -- Without a primary there is nothing to replicate: that is the row above.
    select 'replication',
        r.subscription is not null and (r.applying or not r.primary_reachable),
        case when r.subscription is null then 'no subscription'
            when not r.primary_reachable then 'waiting for the primary'
            else coalesce('lag ' || r.lag_bytes || ' bytes, ', '')
                || case when r.applying then 'applying' else 'not applying' end end
    from ops.replication as r
    union all
    select 'refused rows', count(*) = 0, count(*) || ' rows of the primary not folded'
    from sync.refused_rows as r where r.resolved_at is null
    union all
    select 'position breaks', count(*) = 0, count(*) || ' positions differ'
    from ops.position_breaks
    union all
    select 'unconfirmed trades', coalesce(bool_and(not u.overdue), true),
        count(*) || ' provisional, ' || count(*) filter (where u.overdue) || ' overdue'
    from ops.unconfirmed_trades as u
    union all
    select 'critical alerts', count(*) = 0, count(*) || ' open'
    from core.alerts as a cross join core.site as s
    where a.severity = 'critical' and a.resolved_at is null
        and not (a.kind = 'primary_unreachable' and s.mode = 'active')
    union all
    select 'unassigned trades', count(*) = 0, count(*) || ' trades of nobody known'
    from ops.unassigned_trades
    union all
    select 'audit seals', coalesce(w.at > now() - b.unsealed, true),
        coalesce('seal ' || s.seal_number || ' of ' || s.sealed_at, 'no seal yet')
            || coalesce(', a row waits since ' || w.at, '')
    from bounds as b
    left join lateral (
        select s.seal_number, s.last_log_id, s.sealed_at from audit.seals as s
        order by s.seal_number desc limit 1) as s on true
    left join lateral (
        select l.at from audit.log as l where l.log_id > coalesce(s.last_log_id, 0)
        order by l.log_id limit 1) as w on true
    union all
    select 'audit head outside',
        coalesce(coalesce(p.head_written_at, s.sealed_at) > now() - b.head_age, true),
        coalesce('seal ' || p.head_seal_number || ' written at ' || p.head_written_at,
            'not written yet')
    from bounds as b
    cross join audit.progress as p
    left join audit.seals as s on s.seal_number = 1
)
select c.check_name, c.ok, c.detail, now() as as_of from checks as c;

revoke all on ops.health from public;
grant select on ops.health to dba, irra_monitor;

comment on view ops.health is
    'One row a check, ok or not and why: site, workers, FIX, queues, primary, breaks, audit';

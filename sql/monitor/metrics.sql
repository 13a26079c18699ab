-- The desk's figures for GET /metrics, in Prometheus' text format: what the monitor read last and
-- what is wrong. Nothing here is about a client. A figure older than a minute is left out: a
-- monitor that is dead must not look healthy, and irra_watch_age_seconds tells it.
-- Calls: none. Writes: none.
create or replace function monitor.metrics()
returns text
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
    return (
        with figures as (
            select 'irra_' || f.measure as name, f.description || ' (' || f.unit
                    || case f.kind when 'counter' then ' a second' else '' end || ')' as help,
                case f.subject when '' then '' else '{subject="'
                    || replace(replace(replace(f.subject, '\', '\\'), '"', '\"'), E'\n', '\n')
                    || '"}' end as labels, f.value
            from ops.figures f
            where f.value is not null and f.sampled_at > now() - interval '1 minute'
                or f.value is not null and f.sampled_at > now() - (
                    select 3 * make_interval(secs => m.every_seconds) from ops.measures m
                    where m.measure = f.measure)
            union all
            select 'irra_alerts_open', 'Open alerts (alerts)',
                format('{kind="%s",severity="%s"}', a.kind, a.severity), count(*)
            from ops.alerts a where a.open
            group by a.kind, a.severity
            union all
            select 'irra_watch_age_seconds', 'Since a monitor looked last (seconds)', '',
                extract(epoch from now() - max(r.read_at))
            from ops.rules r having max(r.read_at) is not null
            union all
            select 'irra_rule_broken', 'Subjects that break a rule at this moment (subjects)',
                format('{rule="%s",severity="%s"}', r.rule_name, r.severity), r.broken_by
            from ops.rules r where r.enabled
        )
        select coalesce(string_agg(k.text, '' order by k.name), '')
        from (
            select f.name, format(E'# HELP %s %s\n# TYPE %s gauge\n', f.name,
                    replace(min(f.help), '\', '\\'), f.name)
                || string_agg(f.name || f.labels || ' ' || trim_scale(round(f.value, 6))
                    || E'\n', ''
                    order by f.labels) as text
            from figures f
            group by f.name) k);
end
$$;

revoke all on function monitor.metrics() from public;
grant execute on function monitor.metrics() to irra_front;
comment on function monitor.metrics() is
    'GET /metrics: what the monitor read last, open alerts, broken rules, as Prometheus text';

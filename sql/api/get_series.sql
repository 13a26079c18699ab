-- GET /monitor/series: the past of the figures that have a chart, in the finest step that reaches
-- that far back, and the thresholds that rules hold them against. A point is [seconds since 1970,
-- mean, highest] of its step; where nothing was read there is none. Nothing here is about a client.
-- Calls: auth.require, logic.raise. Writes: none.
create or replace function api.get_series(minutes bigint default null)
returns jsonb
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    v_minutes bigint := coalesce(get_series.minutes, 30);
    v_farthest bigint := (select max(t.step_seconds * t.places) / 60 from monitor.steps t);
    v_step integer;
    v_begins bigint;
begin
    perform auth.require('ops_viewer', 'ops_supervisor', 'ops_admin', 'auditor');
    if v_minutes not between 1 and v_farthest then
        perform logic.raise('IR101', jsonb_build_object('field', 'minutes',
            'expected', format('1 to %s', v_farthest), 'got', v_minutes));
    end if;
    v_step := (select min(t.step_seconds) from monitor.steps t
        where t.step_seconds * t.places >= v_minutes * 60);
    -- At the begin of a step, so that an answer within the same step is the same.
    v_begins := floor(extract(epoch from now()) / v_step - v_minutes * 60 / v_step) * v_step;
    return jsonb_build_object('as_of', now(), 'begins', v_begins, 'minutes', v_minutes,
        'step_seconds', v_step, 'charts', (
            select coalesce(jsonb_agg(jsonb_build_object('measure', m.measure,
                'description', m.description, 'unit', m.unit
                    || case m.kind when 'counter' then ' a second' else '' end,
                'read_at', r.read_at, 'problem', r.problem,
                'thresholds', (
                    select coalesce(jsonb_agg(jsonb_build_object('rule_name', u.rule_name,
                        'comparison', u.comparison, 'threshold', u.threshold,
                        'severity', u.severity) order by u.threshold), '[]')
                    from monitor.rules u
                    where u.measure = m.measure and u.enabled and u.comparison <> 'unusual'),
                'series', (
                    select coalesce(jsonb_agg(jsonb_build_object('subject', k.subject,
                        'last', k.last, 'high', k.high, 'points', k.points)
                        order by k.subject), '[]')
                    from (
                        select h.subject, max(h.high) as high, (
                                select s.value from monitor.samples s
                                where (s.measure, s.subject) = (m.measure, h.subject)) as last,
                            jsonb_agg(jsonb_build_array(
                                extract(epoch from h.begins_at)::bigint,
                                trim_scale(round(h.total / h.figures, 3)),
                                trim_scale(round(h.high, 3))) order by h.begins_at) as points
                        from monitor.history h
                        where h.measure = m.measure and h.step_seconds = v_step
                            and h.begins_at >= to_timestamp(v_begins)
                        group by h.subject) k)) order by m.chart_place), '[]')
            from monitor.measures m
            left join monitor.readings r on r.measure = m.measure
            where m.chart_place is not null));
end
$$;

revoke all on function api.get_series(bigint) from public;
grant execute on function api.get_series(bigint)
    to ops_viewer, ops_supervisor, ops_admin, auditor;
comment on function api.get_series(bigint) is
    'GET /monitor/series: the past of the figures that have a chart, and their thresholds; IR101';

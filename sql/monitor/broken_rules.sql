-- Which enabled rules the last figures of these measures break, and by what. Unusual is a figure
-- that is farther from its rolling mean than so many deviations, once enough figures are known; a
-- deviation counts as at least a twentieth of the mean and at least 1, or a steady figure would be
-- unusual at every move.
-- Calls: logic.setting_integer. Writes: none.
create or replace function monitor.broken_rules(measures text[])
returns table (rule_name text, subject text, value numeric, usual numeric, detail jsonb)
language plpgsql stable security invoker set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    v_figures bigint := greatest(10, logic.setting_integer('monitor_baseline_figures'));
begin
    return query
    select r.rule_name, s.subject, s.value,
        case when r.comparison = 'unusual' then round(b.mean, 3) end, s.detail
    from monitor.rules r
    join monitor.samples s on s.measure = r.measure
    left join monitor.baselines b on (b.measure, b.subject) = (s.measure, s.subject)
    where r.enabled and s.measure = any (broken_rules.measures)
        and case r.comparison
            when 'above' then s.value > r.threshold
            when 'below' then s.value < r.threshold
            else b.figures >= v_figures / 2 and abs(s.value - b.mean)
                > r.threshold * greatest(sqrt(b.variance), abs(b.mean) / 20, 1) end;
end
$$;

revoke all on function monitor.broken_rules(text[]) from public;
comment on function monitor.broken_rules(text[]) is
    'Rules that the last figures of these measures break, and by what';

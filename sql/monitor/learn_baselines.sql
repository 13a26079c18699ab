-- What is usual of the figures that some rule compares with it: a mean and a variance in which the
-- last `monitor_baseline_figures` count most. A figure that a rule finds unusual is learnt ten
-- times slower, so that a fault does not become the custom within a minute.
-- Calls: logic.setting_integer. Writes: monitor.baselines.
create or replace function monitor.learn_baselines(measures text[])
returns void
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
declare
    v_figures bigint := greatest(10, logic.setting_integer('monitor_baseline_figures'));
begin
    update monitor.baselines b
    set mean = round(b.mean + k.weight * (s.value - b.mean), 9),
        variance = round((1 - k.weight) * (b.variance + k.weight * (s.value - b.mean) ^ 2), 9),
        figures = b.figures + 1, updated_at = now()
    from monitor.samples s
    cross join lateral (
        select 1.0 / least(v_figures, x.figures + 1) / case when exists (
            select from monitor.breaches h
            join monitor.rules r on r.rule_name = h.rule_name
            where r.measure = s.measure and r.comparison = 'unusual'
                and h.subject = s.subject) then 10 else 1 end as weight
        from monitor.baselines x
        where (x.measure, x.subject) = (s.measure, s.subject)) k
    where (b.measure, b.subject) = (s.measure, s.subject)
        and s.measure = any (learn_baselines.measures) and s.value is not null;
    insert into monitor.baselines (measure, subject, mean, variance, figures, updated_at)
    select s.measure, s.subject, s.value, 0, 1, now()
    from monitor.samples s
    where s.measure = any (learn_baselines.measures) and s.value is not null
        and exists (
            select from monitor.rules r
            where r.measure = s.measure and r.comparison = 'unusual' and r.enabled)
    on conflict (measure, subject) do nothing;
end
$$;

revoke all on function monitor.learn_baselines(text[]) from public;
comment on function monitor.learn_baselines(text[]) is
    'Moves the rolling means and variances by the last figures of these measures';

-- Holds what was read against the rules: breaches begin, last and end; what has lasted becomes an
-- alert, what is over ends it. One judges at a time: another leaves at once, so any number of
-- monitors may run. A measure that could not be read changes nothing but its own reading.
-- Calls: monitor.broken_rules, monitor.escalate_alerts, monitor.keep_history,
-- monitor.keep_samples, monitor.learn_baselines, monitor.raise_breaches. Writes: core.alerts,
-- monitor.breaches.
create or replace function monitor.judge(
    samples jsonb, out judged boolean, out broken bigint, out raised bigint, out resolved bigint)
returns record
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    v_measures text[] := array(
        select t.measure
        from jsonb_to_recordset(judge.samples) t (measure text, problem text)
        where t.problem is null);
begin
    judged := pg_try_advisory_xact_lock(hashtext('monitor.judge'), 0);
    if not judged then
        return;
    end if;
    perform monitor.keep_samples(judge.samples);
    perform monitor.keep_history(v_measures);
    with now_broken as (
        select k.rule_name, k.subject, k.value from monitor.broken_rules(v_measures) k
    ),
    over as (
        delete from monitor.breaches h
        using monitor.rules r
        where r.rule_name = h.rule_name
            and (r.measure = any (v_measures) or not r.enabled)
            and not exists (
                select from now_broken k
                where (k.rule_name, k.subject) = (h.rule_name, h.subject))
    )
    insert into monitor.breaches as h (rule_name, subject, since, value)
    select k.rule_name, k.subject, now(), k.value from now_broken k
    on conflict (rule_name, subject) do update set value = excluded.value;
    raised := monitor.raise_breaches();
    -- Judged before it is learnt: it must not make itself usual.
    perform monitor.learn_baselines(v_measures);
    with over as (
        update core.alerts a set resolved_at = now()
        from monitor.rules r
        where a.kind = r.rule_name and a.resolved_at is null
            and (r.measure = any (v_measures) or not r.enabled)
            and not exists (
                select from monitor.breaches h
                where (h.rule_name, h.subject) = (a.kind, a.subject))
        returning a.alert_id
    )
    select count(*) into resolved from over;
    perform monitor.escalate_alerts();
    broken := (select count(*) from monitor.breaches);
end
$$;

revoke all on function monitor.judge(jsonb) from public;
grant execute on function monitor.judge(jsonb) to irra_monitor;
comment on function monitor.judge(jsonb) is
    'Holds figures against the rules: raises and ends alerts; judged is false when another does';

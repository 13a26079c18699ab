-- Reads every measure that is due, as the role that calls it (irra_monitor); its transaction can
-- only read from then on. A query that fails costs only its own figures: whoever keeps the rules
-- may have made a mistake, and the rest must go on. A query that answers too many subjects is cut.
-- Answers [{"measure", "took_ms", "problem", "rows": [{"subject", "value", "detail"}]}].
-- Calls: monitor.due_measures. Writes: none.
create or replace function monitor.take_samples()
returns jsonb
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
declare
    v_measure record;
    v_rows jsonb;
    v_problem text;
    v_begun timestamptz;
    v_all jsonb := '[]'::jsonb;
    subjects_max constant integer := 200;
begin
    -- The texts are meant to be run, with no more rights than reading.
    -- @plpgsql_check_options: security_warnings = false
    perform set_config('transaction_read_only', 'on', true);
    for v_measure in
        select d.measure, d.query from monitor.due_measures() d
    loop
        v_begun := clock_timestamp();
        v_rows := null;
        v_problem := null;
        begin
            execute format('select jsonb_agg(jsonb_build_object(''subject'', k.subject, '
                '''value'', k.value, ''detail'', k.detail)) from (select * from (%s) q '
                '(subject, value, detail) limit %s) k', v_measure.query, subjects_max)
            into v_rows;
        exception when others then
            v_problem := sqlstate || ' ' || sqlerrm;
        end;
        v_all := v_all || jsonb_build_object('measure', v_measure.measure, 'took_ms',
            round(extract(epoch from clock_timestamp() - v_begun) * 1000, 3),
            'problem', v_problem, 'rows', coalesce(v_rows, '[]'));
    end loop;
    return v_all;
end
$$;

revoke all on function monitor.take_samples() from public;
grant execute on function monitor.take_samples() to irra_monitor;
comment on function monitor.take_samples() is
    'Figures of all measures that are due, as JSON for monitor.judge';

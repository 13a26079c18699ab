-- GET /rules: what the desk watches, how strictly, and how each rule stands now; all, or one.
-- Calls: auth.require. Writes: none.
create or replace function api.get_rules(rule_name text default null)
returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
    perform auth.require('ops_supervisor', 'ops_admin', 'auditor');
    return (
        select coalesce(jsonb_agg(jsonb_build_object('rule_name', r.rule_name,
            'description', r.description, 'measure', r.measure, 'comparison', r.comparison,
            'threshold', r.threshold, 'unit', r.unit, 'hold_seconds', r.hold_seconds,
            'severity', r.severity, 'audience', r.audience, 'quiet_seconds', r.quiet_seconds,
            'escalate_seconds', r.escalate_seconds, 'enabled', r.enabled,
            'runbook', r.runbook, 'broken_by', r.broken_by, 'read_at', r.read_at,
            'problem', r.problem) order by r.rule_name), '[]')
        from ops.rules r
        where get_rules.rule_name is null or r.rule_name = get_rules.rule_name);
end
$$;

revoke all on function api.get_rules(text) from public;
grant execute on function api.get_rules(text) to ops_supervisor, ops_admin, auditor;
comment on function api.get_rules(text) is 'GET /rules: what the desk watches and how strictly';

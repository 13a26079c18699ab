-- PATCH /rules/{name}. How strict a rule is: what is not given stays. What it measures is the
-- schema's business, so no door lets a query in.
-- Calls: audit.append, auth.require, logic.raise, logic.require_reason. Writes: monitor.rules.
create or replace function api.change_rule(
    rule_name text, reason text, threshold numeric default null,
    hold_seconds bigint default null, severity text default null,
    quiet_seconds bigint default null, escalate_seconds bigint default null,
    enabled boolean default null)
returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    v_rule monitor.rules;
    v_before jsonb;
    v_after jsonb;
    v_seconds record;
    seconds_max constant bigint := 86400;
begin
    perform auth.require('ops_admin');
    perform logic.require_reason(change_rule.reason);
    if change_rule.severity not in ('info', 'warning', 'critical') then
        perform logic.raise('IR101', '{"field": "severity",
            "expected": "info, warning or critical"}');
    end if;
    for v_seconds in
        select * from (values ('hold_seconds', change_rule.hold_seconds, 0),
            ('quiet_seconds', change_rule.quiet_seconds, 0),
            ('escalate_seconds', change_rule.escalate_seconds, 10)) k (field, got, least)
        where k.got not between k.least and seconds_max
    loop
        perform logic.raise('IR101', jsonb_build_object('field', v_seconds.field,
            'expected', format('%s to %s', v_seconds.least, seconds_max),
            'got', v_seconds.got));
    end loop;
    if abs(change_rule.threshold) > 1e15 then
        perform logic.raise('IR101', '{"field": "threshold", "expected": "at most 1e15"}');
    end if;
    select r.* into v_rule from monitor.rules r
    where r.rule_name = change_rule.rule_name for update;
    if v_rule.rule_name is null then
        perform logic.raise('IR104', '{"object": "rule"}');
    end if;
    v_before := to_jsonb(v_rule);
    update monitor.rules r
    set threshold = coalesce(change_rule.threshold, r.threshold),
        hold_seconds = coalesce(change_rule.hold_seconds, r.hold_seconds),
        severity = coalesce(change_rule.severity, r.severity),
        quiet_seconds = coalesce(change_rule.quiet_seconds, r.quiet_seconds),
        escalate_seconds = coalesce(change_rule.escalate_seconds, r.escalate_seconds),
        enabled = coalesce(change_rule.enabled, r.enabled)
    where r.rule_name = v_rule.rule_name
    returning to_jsonb(r) into v_after;
    perform audit.append('change_rule', 'rule:' || v_rule.rule_name, null, v_before,
        v_after || jsonb_build_object('reason', change_rule.reason));
    return v_after;
end
$$;

revoke all on function api.change_rule(
    text, text, numeric, bigint, text, bigint, bigint, boolean) from public;
grant execute on function api.change_rule(
    text, text, numeric, bigint, text, bigint, bigint, boolean) to ops_admin;
comment on function api.change_rule(
    text, text, numeric, bigint, text, bigint, bigint, boolean) is
    'PATCH /rules/{name}: how strict a rule is; IR101, IR104';

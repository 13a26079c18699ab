-- Reads what folding has left, so it folds first: the figures are of this moment.
-- Calls: auth.audit_read, auth.require, logic.raise, logic.site_checks, logic.site_steps, sync.fold
-- Writes: -
create or replace function api.get_site_checks(to_mode text)
returns jsonb
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_checks jsonb;
    v_from text := (select s.mode from core.site s);
begin
    perform auth.require('ops_supervisor', 'ops_admin', 'auditor');
    if to_mode not in ('active', 'returning', 'standby', 'drill') then
        perform logic.raise('IR101', jsonb_build_object('field', 'to_mode',
            'expected', '["active", "returning", "standby", "drill"]'::jsonb));
    end if;
    perform sync.fold();
    v_checks := logic.site_checks(to_mode);
    perform auth.audit_read('get_site_checks', null);
    return jsonb_build_object(
        'from_mode', v_from, 'to_mode', to_mode, 'checked_at', clock_timestamp(),
        'verdict', case when v_checks @> '[{"verdict": "stop"}]' then 'stop'
            when v_checks @> '[{"verdict": "look"}]' then 'look' else 'ok' end,
        'checks', v_checks, 'steps', logic.site_steps(
            case when v_from = 'drill' then 'end of drill' else to_mode end));
end
$$;

revoke all on function api.get_site_checks(text) from public;
grant execute on function api.get_site_checks(text) to ops_supervisor, ops_admin, auditor;

comment on function api.get_site_checks(text) is
    'GET /site/checks: what to look at before a change of mode, and the runbook''s steps';

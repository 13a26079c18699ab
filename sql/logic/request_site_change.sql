-- Asks a second person to change the mode. What the checker will see, and what will be done, is
-- fixed here: the payload holds both modes, what was checked and what was known of the primary, and
-- never changes. The steps of the runbook come with the answer.
-- Calls: auth.require, logic.drill_problem, logic.raise, logic.request_approval,
-- logic.site_checks, logic.site_mode_of,
-- logic.site_steps, logic.standby_problem
-- Writes: -
create or replace function logic.request_site_change(action text, reason text)
returns jsonb
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_person_id bigint := auth.require('ops_supervisor', 'ops_admin');
    v_from text := (select s.mode from core.site as s);
    v_to text := logic.site_mode_of(request_site_change.action);
    v_approval core.approvals;
    v_problem jsonb;
begin
    if reason !~ '\S' then
        perform logic.raise('IR101', '{"field": "reason", "expected": "a reason in words"}');
    end if;
    if not exists (select from core.site_mode_transitions as t
                   where t.from_mode = v_from and t.to_mode = v_to) then
        perform logic.raise('IR202', jsonb_build_object('from_mode', v_from, 'to_mode', v_to));
    end if;

    if (v_from, v_to) = ('returning', 'standby') then
        v_problem := logic.standby_problem();
    elsif 'drill' in (v_from, v_to) then
        v_problem := logic.drill_problem(v_to);
    end if;
    if v_problem is not null then
        perform logic.raise(v_problem #>> '{problem,code}', v_problem #> '{problem,detail}');
    end if;
    v_approval := logic.request_approval(
        request_site_change.action,
        (select jsonb_build_object('from_mode', v_from, 'to_mode', v_to,
                'checked_at', clock_timestamp(), 'checks', logic.site_checks(v_to),
                'primary', jsonb_build_object('reachable', p.reachable,
                    'checked_at', p.checked_at, 'last_reachable_at', p.last_reachable_at))
            from sync.primary_state as p),
        request_site_change.reason, v_person_id);
    return jsonb_build_object('approval_id', v_approval.approval_id, 'action', v_approval.action,
        'payload', v_approval.payload, 'expires_at', v_approval.expires_at,
        'steps', logic.site_steps(
            case when v_from = 'drill' then 'end of drill' else v_to end));
end
$$;

revoke all on function logic.request_site_change(text, text) from public;

comment on function logic.request_site_change(text, text) is
    'A waiting approval for a change of mode; IR101 no reason, IR202 no transition, IR206 waiting';

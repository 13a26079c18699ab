-- Calls: logic.change_site_mode, logic.drill_problem, logic.problem, logic.standby_problem
-- Writes: -
create or replace function logic.approve_site_change(approval core.approvals, person_id bigint)
returns jsonb
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_problem jsonb;
begin
    if approval.action = 'site_standby' and approval.payload ->> 'from_mode' = 'returning' then
        v_problem := logic.standby_problem();
    elsif 'drill' in (approval.payload ->> 'from_mode', approval.payload ->> 'to_mode') then
        v_problem := logic.drill_problem(approval.payload ->> 'to_mode');
    end if;
    if v_problem is not null then
        return v_problem;
    end if;
    if not logic.change_site_mode(
        approval.payload ->> 'from_mode', approval.payload ->> 'to_mode', approval.reason,
        approval.requested_by, approve_site_change.person_id)
    then
        return logic.problem('IR204', jsonb_build_object(
            'approval_id', approval.approval_id, 'reason', 'the mode has changed since',
            'expected_mode', approval.payload -> 'from_mode'));
    end if;
    return jsonb_build_object('mode', approval.payload -> 'to_mode');
end
$$;

revoke all on function logic.approve_site_change(core.approvals, bigint) from public;

comment on function logic.approve_site_change(core.approvals, bigint) is
    'Changes the mode as the request showed it; a problem when the desk has moved on or IR211';

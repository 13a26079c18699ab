-- Calls: logic.problem, logic.take_acknowledgement
-- Writes: -
create or replace function logic.approve_acknowledge(approval core.approvals, person_id bigint)
returns jsonb
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_differences jsonb := logic.take_acknowledgement(approval.payload -> 'acknowledgement',
        array[approval.requested_by, approve_acknowledge.person_id]);
begin
    if v_differences <> '[]' then
        return logic.problem('IR211', jsonb_build_object('differences', v_differences));
    end if;
    return jsonb_build_object('failback', 'acknowledged');
end
$$;

revoke all on function logic.approve_acknowledge(core.approvals, bigint) from public;

comment on function logic.approve_acknowledge(core.approvals, bigint) is
    'Accepts what two people vouched for, or answers IR211 with what differs from the seal';

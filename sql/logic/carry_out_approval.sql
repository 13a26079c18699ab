-- Does what a claimed request showed: one function for each action. Each looks again at whatever
-- may have moved since and does exactly what was shown or nothing; then it answers a problem,
-- which is committed: the request is spent.
-- Calls: logic.approve_acknowledge, logic.approve_assign_trade, logic.approve_contact_change,
-- logic.approve_manual_trade, logic.approve_promote_fill, logic.approve_setting_change,
-- logic.approve_settle_order, logic.approve_site_change, logic.approve_skip,
-- logic.approve_square_off, logic.approve_square_off_all, logic.raise
-- Writes: -
create or replace function logic.carry_out_approval(approval core.approvals, person_id bigint)
returns jsonb
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
begin
    case
        when approval.action in (
            'site_activate', 'site_return', 'site_standby', 'site_drill') then
            return logic.approve_site_change(approval, person_id);
        when approval.action = 'site_acknowledge' then
            return logic.approve_acknowledge(approval, person_id);
        when approval.action = 'site_skip' then
            return logic.approve_skip(approval);
        when approval.action = 'square_off' then
            return logic.approve_square_off(approval, person_id);
        when approval.action = 'square_off_all' then
            return logic.approve_square_off_all(approval, person_id);
        when approval.action = 'promote_fill' then
            return logic.approve_promote_fill(approval, person_id);
        when approval.action = 'assign_trade' then
            return logic.approve_assign_trade(approval, person_id);
        when approval.action = 'settle_order' then
            return logic.approve_settle_order(approval, person_id);
        when approval.action = 'contact_change' then
            return logic.approve_contact_change(approval, person_id);
        when approval.action = 'manual_trade' then
            return logic.approve_manual_trade(approval, person_id);
        when approval.action = 'setting_change' then
            return logic.approve_setting_change(approval);
        else
            perform logic.raise('IR901', jsonb_build_object('unknown_action', approval.action));
            return null;
    end case;
end
$$;

revoke all on function logic.carry_out_approval(core.approvals, bigint) from public;

comment on function logic.carry_out_approval(core.approvals, bigint) is
    'Does what an approved request showed; answers what came of it, or a problem and did nothing';

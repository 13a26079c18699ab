-- The way out when one transaction of the primary cannot be applied and nobody can put it right:
-- without it the stream goes on, and what it held is missing here. The server's log names the
-- position: "… in transaction 725, finished at 0/14C0378".
-- Calls: auth.require, logic.raise, logic.request_approval, logic.require_reason
-- Writes: -
create or replace function api.skip_transaction(lsn text, reason text)
returns jsonb
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_person_id bigint := auth.require('ops_supervisor', 'ops_admin');
    v_approval core.approvals;
    v_state record;
begin
    perform logic.require_reason(reason);
    if lsn !~ '^[0-9A-Fa-f]{1,8}/[0-9A-Fa-f]{1,8}$' then
        perform logic.raise('IR101',
            '{"field": "lsn", "expected": "a position such as 0/14C0378, from the server''s log"}');
    end if;
    select r.subscription, r.enabled, r.apply_errors into v_state from ops.replication r;
    if v_state.subscription is null then
        perform logic.raise('IR104', '{"object": "subscription"}');
    elsif v_state.enabled then
        perform logic.raise('IR212', '{"reason": "nothing is to be skipped while it is applied"}');
    end if;
    v_approval := logic.request_approval('site_skip', jsonb_build_object('lsn', upper(lsn),
        'apply_errors', v_state.apply_errors), reason, v_person_id);
    return jsonb_build_object('approval_id', v_approval.approval_id, 'action', v_approval.action,
        'payload', v_approval.payload, 'expires_at', v_approval.expires_at);
end
$$;

revoke all on function api.skip_transaction(text, text) from public;
grant execute on function api.skip_transaction(text, text) to ops_supervisor, ops_admin;

comment on function api.skip_transaction(text, text) is
    'POST /sync/skip: asks a second person to leave out one transaction of the primary';

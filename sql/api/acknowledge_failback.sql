-- For a primary whose database the desk cannot read: two people vouch for what its DBA printed
-- (select desk.acknowledgement()). It is compared now, so that nobody approves what cannot be true,
-- and again when it is approved.
-- Calls: auth.require, logic.raise, logic.require_reason, logic.request_approval
-- Writes: -
create or replace function api.acknowledge_failback(acknowledgement text, reason text)
returns jsonb
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_person_id bigint := auth.require('ops_supervisor', 'ops_admin');
    v_approval core.approvals;
    v_said jsonb;
begin
    perform logic.require_reason(reason);
    begin
        v_said := acknowledgement::jsonb;
    exception when invalid_text_representation then
        perform logic.raise('IR101', '{"field": "acknowledgement",
            "expected": "the JSON that desk.acknowledgement() answers on the primary"}');
    end;
    if not exists (
        select from sync.failbacks f
        where f.state = 'sealed' and f.failback_id::text = v_said ->> 'failback_id'
            and f.seal_number::text = v_said ->> 'seal_number') then
        perform logic.raise('IR101', jsonb_build_object('field', 'acknowledgement',
            'expected', 'of the latest seal', 'found', v_said - 'kinds'));
    end if;
    v_approval := logic.request_approval('site_acknowledge',
        jsonb_build_object('acknowledgement', v_said), reason, v_person_id);
    return jsonb_build_object('approval_id', v_approval.approval_id, 'action', v_approval.action,
        'payload', v_approval.payload, 'expires_at', v_approval.expires_at);
end
$$;

revoke all on function api.acknowledge_failback(text, text) from public;
grant execute on function api.acknowledge_failback(text, text) to ops_supervisor, ops_admin;

comment on function api.acknowledge_failback(text, text) is
    'POST /site/failback/acknowledge: asks a second person to vouch for the primary''s answer';

-- PATCH /users/{userId}. An agent asks in a call with the client; somebody else decides. Until then
-- nothing changes.
-- Calls: auth.require, auth.require_client, logic.contact_to_change, logic.raise,
-- logic.request_approval, logic.require_contact, logic.require_reason. Writes: none itself.
create or replace function api.change_contact(
    user_id bigint, reason text, email text default null, phone text default null)
returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_person_id bigint := auth.require('ops_agent', 'ops_supervisor');
    v_approval core.approvals;
begin
    perform auth.require_client(change_contact.user_id);
    perform logic.require_reason(change_contact.reason);
    if num_nonnulls(change_contact.email, change_contact.phone) = 0 then
        perform logic.raise('IR103', '{"field": "email or phone"}');
    end if;
    perform logic.require_contact(change_contact.email, change_contact.phone);
    v_approval := logic.request_approval('contact_change',
        logic.contact_to_change(
            change_contact.user_id, change_contact.email, change_contact.phone),
        change_contact.reason, v_person_id);
    return jsonb_build_object('approval_id', v_approval.approval_id, 'action', 'contact_change',
        'payload', v_approval.payload, 'expires_at', v_approval.expires_at);
end
$$;

revoke all on function api.change_contact(bigint, text, text, text) from public;
grant execute on function api.change_contact(bigint, text, text, text) to ops_agent, ops_supervisor;
comment on function api.change_contact(bigint, text, text, text) is
    'PATCH /users/{userId}: asks a second person to change e-mail or telephone of a client';

-- Exactly what was shown, over a contact that has not moved since; the client is told where they
-- were and where they are.
-- Lock order: the client's contact (advisory). Calls: logic.client_contact,
-- logic.contact_to_change, logic.problem, notify.enqueue_contact_message. Writes:
-- core.client_contacts.
create or replace function logic.approve_contact_change(approval core.approvals, person_id bigint)
returns jsonb
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
declare
    v_user_id bigint := (approval.payload #>> '{client,user_id}')::bigint;
    v_before text[];
begin
    -- The row that is changed may not be there yet: two changes of one client wait here.
    perform pg_advisory_xact_lock(hashtext('core.client_contacts'), hashint8(v_user_id));
    if logic.contact_to_change(v_user_id, approval.payload ->> 'email',
            approval.payload ->> 'phone') is distinct from approval.payload then
        return logic.problem('IR204', jsonb_build_object('approval_id', approval.approval_id,
            'reason', 'the contact is not as it was shown', 'approver', person_id));
    end if;
    select array_agg(a.recipient) into v_before from logic.client_contact(v_user_id) k
    cross join lateral (values (k.email), (k.phone)) a (recipient);
    insert into core.client_contacts as k (user_id, email, phone, approval_id, requested_by,
        approved_by, reason, primary_updated_at)
    select v_user_id, approval.payload ->> 'email', approval.payload ->> 'phone',
        approval.approval_id, approval.requested_by, approve_contact_change.person_id,
        approval.reason, u.updated_at
    from book.users u where u.user_id = v_user_id
    on conflict (user_id) do update
    set email = coalesce(excluded.email, k.email), phone = coalesce(excluded.phone, k.phone),
        approval_id = excluded.approval_id, requested_by = excluded.requested_by,
        approved_by = excluded.approved_by, reason = excluded.reason,
        primary_updated_at = excluded.primary_updated_at, changed_at = now();
    perform notify.enqueue_contact_message(approval.approval_id, v_user_id, v_before);
    return jsonb_build_object('user_id', v_user_id, 'changed', (
        select jsonb_agg(f.field order by f.field)
        from (values ('email'), ('phone')) f (field)
        where approval.payload ->> f.field is not null));
end
$$;

revoke all on function logic.approve_contact_change(core.approvals, bigint) from public;
comment on function logic.approve_contact_change(core.approvals, bigint) is
    'Changes a contact as two people decided; a problem when it is not as shown';

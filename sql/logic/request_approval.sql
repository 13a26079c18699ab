-- Asks a second person. What the checker will see, and what will be done, is fixed here: the
-- payload never changes. One request of a site action waits at a time, and one about a fill, a
-- trade, an unknown order or a setting; an overdue one makes room. Nobody asks for what their
-- scopes do not cover.
-- Calls: audit.append, logic.approval_in_scope, logic.payload_logged, logic.raise,
-- logic.setting_minutes
-- Writes: core.approvals
create or replace function logic.request_approval(
    action text, payload jsonb, reason text, person_id bigint)
returns core.approvals
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_approval core.approvals;
    v_subject text := case request_approval.action when 'promote_fill' then 'temp_trade_id'
        when 'assign_trade' then 'trade_id' when 'settle_order' then 'order_id'
        when 'setting_change' then 'setting' end;
begin
    if not logic.approval_in_scope(request_approval.person_id, request_approval.payload) then
        perform logic.raise('IR403',
            '{"reason": "this is about clients or segments that are not yours"}');
    end if;
    update core.approvals as a set state = 'expired'
    where a.action = request_approval.action and a.action like 'site%' and a.state = 'waiting'
        and a.expires_at <= now();
    if exists (
        select from core.approvals as a
        where a.action = request_approval.action and a.state = 'waiting' and a.expires_at > now()
            and a.payload -> v_subject = request_approval.payload -> v_subject) then
        perform logic.raise('IR206', jsonb_build_object('action', request_approval.action,
            v_subject, request_approval.payload -> v_subject));
    end if;
    insert into core.approvals as a (action, payload, reason, requested_by, expires_at)
    values (request_approval.action, request_approval.payload, request_approval.reason,
        request_approval.person_id, now() + logic.setting_minutes('approval_minutes'))
    on conflict do nothing
    returning a.* into v_approval;
    if v_approval.approval_id is null then
        perform logic.raise('IR206', jsonb_build_object('action', request_approval.action));
    end if;
    perform audit.append('request:' || v_approval.action, 'approval:' || v_approval.approval_id,
        (v_approval.payload #>> '{client,user_id}')::bigint, null, to_jsonb(v_approval)
            || jsonb_build_object('payload', logic.payload_logged(v_approval.payload)));
    return v_approval;
end
$$;

revoke all on function logic.request_approval(text, jsonb, text, bigint) from public;

comment on function logic.request_approval(text, jsonb, text, bigint) is
    'A request that waits for a second person; IR206 when one of a site action waits already';

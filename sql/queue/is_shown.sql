-- Whether an event is for a person: the policies' rules, asked for many people at once. It says
-- that something changed; what changed is read as the person.
-- Calls: logic.approval_in_scope, logic.in_scope. Writes: none.
create or replace function queue.is_shown(
    event queue.events, person_id bigint, role text, oversees boolean, is_unlimited boolean,
    callers bigint[])
returns boolean
language plpgsql stable security invoker set search_path = pg_catalog, pg_temp
as $$
declare
    v_is_theirs boolean := coalesce(event.person_id = is_shown.person_id, false);
begin
    return case event.kind
        when 'mode' then true
        when 'control' then true
        when 'alert' then oversees
        when 'approval' then oversees and (is_unlimited or exists (
            select from core.approvals a
            where a.approval_id = event.subject::bigint
                and logic.approval_in_scope(is_shown.person_id, a.payload)))
        when 'notification' then v_is_theirs
        when 'call' then v_is_theirs or (oversees
            and (is_unlimited or logic.in_scope(is_shown.person_id, event.user_id, null)))
        when 'handover' then v_is_theirs or (oversees
            and (is_unlimited or logic.in_scope(is_shown.person_id, event.user_id, null)))
        when 'caller' then role <> 'ops_viewer' and (is_unlimited or event.user_id is null
            or logic.in_scope(is_shown.person_id, event.user_id, null))
        else role <> 'ops_viewer' and (event.subject is null
            or ((oversees or event.user_id = any (callers))
                and (is_unlimited or logic.in_scope(
                    is_shown.person_id, event.user_id, event.instrument_id))))
        end;
end
$$;

revoke all on function queue.is_shown(
    queue.events, bigint, text, boolean, boolean, bigint[]) from public;
comment on function queue.is_shown(queue.events, bigint, text, boolean, boolean, bigint[]) is
    'Whether an event may be told to a person of queue.watchers';

-- What approving a request does, as people read it: a title, what will happen in sentences, what
-- changes from what to what. Made from what the request shows, which never changes; positions are
-- as they are now, because approving looks again. Asked for by its number and never for words that
-- the caller brings: these could name positions that are none of theirs. Null for a request that is
-- beyond their scopes.
-- Calls: auth.require, logic.approval_in_scope, logic.shown_exit_request,
-- logic.shown_site_request, logic.shown_trade_request. Writes: none.
create or replace function auth.approval_shown(approval_id bigint)
returns jsonb
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_person_id bigint := auth.require('ops_supervisor', 'ops_admin', 'auditor');
    v_approval core.approvals;
    v_is_waiting boolean;
begin
    select a.* into v_approval from core.approvals a
    where a.approval_id = approval_shown.approval_id;
    if logic.approval_in_scope(v_person_id, v_approval.payload) is not true then
        return null;
    end if;
    v_is_waiting := v_approval.state = 'waiting' and v_approval.expires_at > now();
    return case
        when v_approval.action is null then null
        when v_approval.action in ('square_off', 'square_off_all') then
            logic.shown_exit_request(v_approval.payload, v_is_waiting)
        when v_approval.action in ('settle_order', 'promote_fill', 'assign_trade', 'manual_trade')
        then logic.shown_trade_request(v_approval.action, v_approval.payload, v_is_waiting)
        else logic.shown_site_request(v_approval.action, v_approval.payload) end;
end
$$;

revoke all on function auth.approval_shown(bigint) from public;
grant execute on function auth.approval_shown(bigint) to ops_supervisor, ops_admin, auditor;
comment on function auth.approval_shown(bigint) is
    'A request for a second person in words: title, lines, changes';

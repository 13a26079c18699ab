-- What approving a request does, as people read it: a title, what will happen in sentences, what
-- changes from what to what. Made from what the request shows, which never changes; positions are
-- as they are now, because approving looks again.
-- Calls: auth.require, logic.shown_exit_request, logic.shown_site_request,
-- logic.shown_trade_request. Writes: none.
create or replace function auth.approval_shown(action text, payload jsonb, is_waiting boolean)
returns jsonb
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
    perform auth.require('ops_supervisor', 'ops_admin', 'auditor');
    return case
        when action in ('square_off', 'square_off_all') then
            logic.shown_exit_request(payload, is_waiting)
        when action in ('settle_order', 'promote_fill', 'assign_trade', 'manual_trade') then
            logic.shown_trade_request(action, payload, is_waiting)
        else logic.shown_site_request(action, payload) end;
end
$$;

revoke all on function auth.approval_shown(text, jsonb, boolean) from public;
grant execute on function auth.approval_shown(text, jsonb, boolean)
    to ops_supervisor, ops_admin, auditor;
comment on function auth.approval_shown(text, jsonb, boolean) is
    'A request for a second person in words: title, lines, changes';

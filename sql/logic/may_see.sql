-- The rule of policies/clients.sql about one client and a person who has been identified as
-- auth.current_person(), in the role of the transaction. Null is nobody and sees nobody.
-- Calls: logic.callers, logic.in_scope
-- Writes: -
create or replace function logic.may_see(person_id bigint, user_id bigint)
returns boolean
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
begin
    return coalesce(case
        when current_setting('role', true) in ('ops_supervisor', 'ops_admin', 'auditor') then
            logic.in_scope(may_see.person_id, may_see.user_id, null)
        when current_setting('role', true) = 'ops_agent' then
            may_see.user_id = any (logic.callers(may_see.person_id)) end, false);
end
$$;

revoke all on function logic.may_see(bigint, bigint) from public;

comment on function logic.may_see(bigint, bigint) is
    'Whether a person may see client `user_id` in the role of the transaction, within scopes';

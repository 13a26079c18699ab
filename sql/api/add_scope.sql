-- POST /ops-team/{id}/scopes. Narrows what an agent or supervisor sees and does, from their next
-- statement on; what they have open outside of it is theirs no more.
-- Calls: audit.append, auth.require, logic.raise, logic.require_reason, logic.scope_shown
-- Writes: core.person_scopes
create or replace function api.add_scope(
    person_id bigint, reason text, exchange text default null, segment text default null,
    desk text default null)
returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    v_admin_id bigint := auth.require('ops_admin');
    v_role text;
    v_scope core.person_scopes;
begin
    perform logic.require_reason(add_scope.reason);
    if add_scope.exchange not in ('NSE', 'BSE') then
        perform logic.raise('IR101', '{"field": "exchange", "expected": "NSE or BSE"}');
    elsif add_scope.segment not in ('CM', 'FO', 'CD', 'COM') then
        perform logic.raise('IR101', '{"field": "segment", "expected": "CM, FO, CD or COM"}');
    elsif add_scope.desk !~ '^[a-z][a-z0-9-]{0,31}$' then
        perform logic.raise('IR101', '{"field": "desk",
            "expected": "a small letter, then small letters, digits and hyphens, at most 32"}');
    elsif num_nonnulls(add_scope.exchange, add_scope.segment, add_scope.desk) = 0 then
        perform logic.raise('IR103', '{"field": "exchange, segment or desk"}');
    end if;
    select p.role into v_role from auth.ops_team as p where p.person_id = add_scope.person_id;
    if v_role is null then
        perform logic.raise('IR104', '{"object": "member"}');
    elsif v_role not in ('ops_agent', 'ops_supervisor') then
        perform logic.raise('IR101', jsonb_build_object('field', 'person_id',
            'expected', 'an agent or a supervisor', 'got', v_role));
    end if;
    insert into core.person_scopes as s (person_id, exchange, segment, desk, granted_by)
    values (add_scope.person_id, add_scope.exchange, add_scope.segment, add_scope.desk, v_admin_id)
    -- The same again is the same scope.
    on conflict on constraint person_scopes_once do update set granted_by = s.granted_by
    returning s.* into v_scope;
    perform audit.append('add_scope', 'person:' || add_scope.person_id, null, null,
        logic.scope_shown(v_scope) || jsonb_build_object('reason', add_scope.reason));
    return logic.scope_shown(v_scope);
end
$$;

revoke all on function api.add_scope(bigint, text, text, text, text) from public;
grant execute on function api.add_scope(bigint, text, text, text, text) to ops_admin;
comment on function api.add_scope(bigint, text, text, text, text) is
    'POST /ops-team/{id}/scopes: limits an agent or supervisor to an exchange, segment or desk';

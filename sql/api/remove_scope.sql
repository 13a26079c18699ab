-- DELETE /scopes/{id}. Without the last of them nothing limits the person any more.
-- Calls: audit.append, auth.require, logic.raise, logic.scope_shown
-- Writes: core.person_scopes
create or replace function api.remove_scope(scope_id bigint)
returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_scope core.person_scopes;
    v_answer jsonb;
begin
    perform auth.require('ops_admin');
    delete from core.person_scopes as s where s.scope_id = remove_scope.scope_id
    returning s.* into v_scope;
    if v_scope.scope_id is null then
        perform logic.raise('IR104', '{"object": "scope"}');
    end if;
    v_answer := logic.scope_shown(v_scope) || jsonb_build_object('scopes_left', (
        select count(*) from core.person_scopes as s where s.person_id = v_scope.person_id));
    perform audit.append('remove_scope', 'person:' || v_scope.person_id, null, v_answer);
    return v_answer;
end
$$;

revoke all on function api.remove_scope(bigint) from public;
grant execute on function api.remove_scope(bigint) to ops_admin;
comment on function api.remove_scope(bigint) is
    'DELETE /scopes/{id}: takes a limit back; answers it and how many the person still has';

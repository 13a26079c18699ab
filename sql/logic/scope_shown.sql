-- Calls: none. Writes: none.
create or replace function logic.scope_shown(scope core.person_scopes)
returns jsonb
language sql stable security invoker set search_path = pg_catalog, pg_temp
as $$
    select jsonb_build_object('scope_id', (scope).scope_id, 'person_id', (scope).person_id,
        'exchange', (scope).exchange, 'segment', (scope).segment, 'desk', (scope).desk,
        'granted_at', (scope).granted_at)
$$;

revoke all on function logic.scope_shown(core.person_scopes) from public;
comment on function logic.scope_shown(core.person_scopes) is 'A scope as answers show it';

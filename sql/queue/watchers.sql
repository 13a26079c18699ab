-- Who watches: the people of live sessions, by the SHA-256 of the sessions' secrets, with what
-- decides which clients they see. A session that has ended has no row.
-- Calls: logic.in_scope. Writes: none.
create or replace function queue.watchers(secret_hashes bytea[])
returns table (place bigint, person_id bigint, role text, oversees boolean, is_unlimited boolean,
    callers bigint[])
language plpgsql stable security invoker set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    return query
    select h.place, p.person_id, p.role, p.role in ('ops_supervisor', 'ops_admin', 'auditor'),
        p.role not in ('ops_agent', 'ops_supervisor')
            or not exists (select from core.person_scopes x where x.person_id = p.person_id),
        array(
            select c.user_id from core.calls c
            where c.person_id = p.person_id and c.closed_at is null and c.expires_at > now())
    from unnest(watchers.secret_hashes) with ordinality h (secret_hash, place)
    join auth.sessions s on s.secret_hash = h.secret_hash and s.stage = 'full'
        and s.ended_at is null
        and s.expires_at > now()
    join auth.ops_team p on p.person_id = s.person_id and p.disabled_at is null
        and p.role = s.role;
end
$$;

revoke all on function queue.watchers(bytea[]) from public;
comment on function queue.watchers(bytea[]) is
    'People of live sessions by the place of their secret''s hash, and what they may see';

-- The clients whose rows an agent may see now. An expired call gives nothing, closed or not, and
-- neither does one with a client whom the person's scopes do not cover any more.
-- Calls: logic.in_scope
-- Writes: -
create or replace function logic.callers(person_id bigint)
returns bigint[]
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
begin
    return (
        select coalesce(array_agg(c.user_id order by c.user_id), '{}')
        from core.calls as c
        where c.person_id = callers.person_id
            and c.closed_at is null
            and c.expires_at > now()
            and (not exists (
                    select from core.person_scopes as s where s.person_id = c.person_id)
                or logic.in_scope(c.person_id, c.user_id, null)));
end
$$;

revoke all on function logic.callers(bigint) from public;

comment on function logic.callers(bigint) is
    'User ids of the clients that a person serves in an open call; empty for nobody';

-- Calls: none. Writes: none.
create or replace function logic.is_controlled(
    person_id bigint, exchange text, segment text, session_name text)
returns boolean
language sql stable security invoker set search_path = pg_catalog, pg_temp
as $$
    select exists (
        select from core.controls c
        where c.lifted_at is null and (
            c.scope = 'desk'
            or (c.scope = 'segment' and c.subject
                = is_controlled.exchange || '-' || is_controlled.segment)
            or (c.scope = 'session' and c.subject = is_controlled.session_name)
            or (c.scope = 'person' and c.subject = (
                select p.username from auth.ops_team p
                where p.person_id = is_controlled.person_id))))
$$;

revoke all on function logic.is_controlled(bigint, text, text, text) from public;
comment on function logic.is_controlled(bigint, text, text, text) is
    'Whether a pause or kill switch is in force for the desk, segment, session or person';

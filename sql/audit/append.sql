-- Who did what, on whom: identity and request come from the session, never from the caller's word.
-- Calls: auth.current_person
-- Writes: audit.log
create or replace function audit.append(
    action text,
    object text default null,
    user_id bigint default null,
    before jsonb default null,
    after jsonb default null)
returns bigint
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_person_id bigint := auth.current_person();
begin
    insert into audit.log (
        person_id, session_id, database_role, address, request_id,
        action, object, user_id, before, after)
    values (
        v_person_id,
        -- The live session that has just proved who they are.
        (select s.session_id from auth.sessions s
            where v_person_id is not null and s.person_id = v_person_id
                and s.secret_hash = sha256(convert_to(
                    current_setting('irra.session', true), 'UTF8'))),
        -- A worker or a DBA has not changed role: then it is who logged in.
        coalesce(nullif(current_setting('role', true), 'none'), session_user),
        nullif(current_setting('irra.address', true), '')::inet,
        nullif(current_setting('irra.request_id', true), ''),
        append.action, append.object, append.user_id, append.before, append.after);
    return v_person_id;
end
$$;

revoke all on function audit.append(text, text, bigint, jsonb, jsonb) from public;

comment on function audit.append(text, text, bigint, jsonb, jsonb) is
    'Adds one row to audit.log about the current session: `action` on `object` of client `user_id`;'
    ' answers who it is, null for nobody';

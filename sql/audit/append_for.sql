-- audit.append for what happens before anybody is somebody, or in a session that is being opened:
-- the function that calls knows who it is about.
-- Calls: -
-- Writes: audit.log
create or replace function audit.append_for(
    person_id bigint,
    session_id uuid,
    address inet,
    request_id text,
    action text,
    object text default null,
    after jsonb default null)
returns void
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
begin
    insert into audit.log (
        person_id, session_id, database_role, address, request_id, action, object, after)
    values (append_for.person_id, append_for.session_id,
        coalesce(nullif(current_setting('role', true), 'none'), session_user),
        append_for.address, append_for.request_id, append_for.action, append_for.object,
        append_for.after);
end
$$;

revoke all on function
    audit.append_for(bigint, uuid, inet, text, text, text, jsonb) from public;

comment on function audit.append_for(bigint, uuid, inet, text, text, text, jsonb) is
    'Adds one row to audit.log about a person whose session is not (yet) the transaction''s';

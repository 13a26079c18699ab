-- Whatever a person has open, but for the session they are in: they were disabled, got another role
-- or set a new password.
-- Calls: auth.end_session
-- Writes: -
create or replace function auth.end_sessions(
    person_id bigint, reason text, except_session uuid default null)
returns bigint
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_session_id uuid;
    v_count bigint := 0;
begin
    for v_session_id in
        select s.session_id from auth.sessions as s
        where s.person_id = end_sessions.person_id and s.ended_at is null
            and s.session_id is distinct from end_sessions.except_session
        order by s.session_id for update
    loop
        perform auth.end_session(v_session_id, end_sessions.reason);
        v_count := v_count + 1;
    end loop;
    return v_count;
end
$$;

revoke all on function auth.end_sessions(bigint, text, uuid) from public;

comment on function auth.end_sessions(bigint, text, uuid) is
    'Ends all sessions of a person but one, and their calls; answers how many';

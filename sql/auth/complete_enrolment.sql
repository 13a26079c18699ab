-- The enrolment's own session ends with it: nobody who saw its token earlier is the person now.
-- Calls: auth.end_session, auth.open_session
-- Writes: -
create or replace function auth.complete_enrolment(
    person auth.ops_team,
    session auth.sessions,
    secret_hash bytea,
    refresh_hash bytea,
    address inet,
    request_id text,
    user_agent text)
returns jsonb
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
begin
    perform auth.end_session((session).session_id, 'enrolled');
    return auth.open_session(complete_enrolment.person, 'full', complete_enrolment.secret_hash,
        complete_enrolment.refresh_hash, complete_enrolment.address,
        complete_enrolment.request_id, complete_enrolment.user_agent);
end
$$;

revoke all on function auth.complete_enrolment(
    auth.ops_team, auth.sessions, bytea, bytea, inet, text, text) from public;

comment on function auth.complete_enrolment(
    auth.ops_team, auth.sessions, bytea, bytea, inet, text, text) is
    'Ends an enrolment and opens the person''s first full session';

-- Locked, so that what is done once in a session is done once; its person, too, in the order of
-- everything that changes a member: what changes credentials queues with log-ins of the name.
-- Lock order: the name (advisory), the person, the session.
-- Calls: -
-- Writes: -
create or replace function auth.live_session(secret_hash bytea)
returns auth.sessions
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_session auth.sessions;
begin
    perform pg_advisory_xact_lock('auth.login_attempts'::regclass::oid::integer,
        hashtext(p.username))
    from auth.sessions as s
    join auth.ops_team as p on p.person_id = s.person_id
    where s.secret_hash = live_session.secret_hash;
    perform from auth.sessions as s
    join auth.ops_team as p on p.person_id = s.person_id
    where s.secret_hash = live_session.secret_hash
    for update of p;
    select s.* into v_session from auth.sessions as s
    where s.secret_hash = live_session.secret_hash and s.ended_at is null
        and s.expires_at > now()
    for update;
    return v_session;
end
$$;

revoke all on function auth.live_session(bytea) from public;

comment on function auth.live_session(bytea) is
    'Locks and answers the live session with this secret, of either stage; nulls without one';

-- Ends a session and the calls it opened: a client is not kept from other agents by someone who
-- left.
-- Calls: -
-- Writes: auth.sessions, core.calls
create or replace function auth.end_session(session_id uuid, reason text)
returns void
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
begin
    update auth.sessions as s
    set ended_at = now(), ended_reason = end_session.reason
    where s.session_id = end_session.session_id and s.ended_at is null;
    update core.calls as c
    set closed_at = least(now(), c.expires_at)
    where c.session_id = end_session.session_id and c.closed_at is null;
end
$$;

revoke all on function auth.end_session(uuid, text) from public;

comment on function auth.end_session(uuid, text) is
    'Ends one session and closes its open calls; does nothing to a session that has ended';

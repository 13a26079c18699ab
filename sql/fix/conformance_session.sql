-- The row of the session that irra conformance drives. Such rows are made here only, serve no
-- exchange, and nothing here touches a row of another kind.
-- Calls: logic.raise. Writes: fix.sessions.
create or replace function fix.conformance_session(
    session_name text, host text, port integer, sender_comp_id text, target_comp_id text,
    heartbeat_seconds integer, reset_on_logon boolean)
returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    insert into fix.sessions as s (name, kind, exchange, host, port, sender_comp_id,
        target_comp_id, heartbeat_seconds, reset_on_logon, conformance)
    values (conformance_session.session_name, 'order', 'CONFORMANCE', conformance_session.host,
        conformance_session.port, conformance_session.sender_comp_id,
        conformance_session.target_comp_id, conformance_session.heartbeat_seconds,
        conformance_session.reset_on_logon, true)
    on conflict on constraint sessions_pkey do update
    set host = excluded.host, port = excluded.port, sender_comp_id = excluded.sender_comp_id,
        target_comp_id = excluded.target_comp_id, heartbeat_seconds = excluded.heartbeat_seconds,
        reset_on_logon = excluded.reset_on_logon, enabled = true
    where s.conformance;
    if not found then
        perform logic.raise('IR101', jsonb_build_object('session', session_name,
            'reason', 'a session of this name serves an exchange'));
    end if;
end
$$;

revoke all on function fix.conformance_session(
    text, text, integer, text, text, integer, boolean) from public;
grant execute on function fix.conformance_session(
    text, text, integer, text, text, integer, boolean) to irra_gateway;
comment on function fix.conformance_session(
    text, text, integer, text, text, integer, boolean) is
    'Makes or changes the row of a session that irra conformance drives';

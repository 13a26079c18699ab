-- Outside its hours a session is not answered, so whoever runs it logs it out.
-- Whoever is about to run sessions finds where to keep their messages.
-- Calls: fix.make_partitions, fix.note_closed_sessions, fix.session_hours. Writes: none itself.
create or replace function fix.sessions_to_run(at timestamptz default clock_timestamp())
returns table (
    name text, kind text, exchange text, segment text, host text, port integer,
    sender_comp_id text, target_comp_id text, heartbeat_seconds integer, username text,
    password_ref text, reset_on_logon boolean, tls boolean, tls_ca_file text,
    tls_server_name text, tls_certificate_file text, tls_key_file text)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
    perform fix.make_partitions(sessions_to_run.at);
    perform fix.note_closed_sessions(sessions_to_run.at);
    return query
        select s.name, s.kind, s.exchange, s.segment, s.host, s.port, s.sender_comp_id,
            s.target_comp_id, s.heartbeat_seconds, s.username, s.password_ref, s.reset_on_logon,
            s.tls, s.tls_ca_file, s.tls_server_name, s.tls_certificate_file, s.tls_key_file
        from fix.sessions s
        where s.enabled and not s.conformance
            and fix.session_hours(s.name, sessions_to_run.at) @> sessions_to_run.at
        order by s.name;
end
$$;

revoke all on function fix.sessions_to_run(timestamptz) from public;
grant execute on function fix.sessions_to_run(timestamptz) to irra_gateway;
comment on function fix.sessions_to_run(timestamptz) is
    'The enabled FIX sessions whose hours it is, and how to reach them';

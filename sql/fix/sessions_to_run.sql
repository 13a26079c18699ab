-- Calls: none. Writes: none.
create or replace function fix.sessions_to_run()
returns table (
    name text, kind text, exchange text, segment text, host text, port integer,
    sender_comp_id text, target_comp_id text, heartbeat_seconds integer, tls boolean,
    username text, password_ref text, reset_on_logon boolean)
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
    select s.name, s.kind, s.exchange, s.segment, s.host, s.port, s.sender_comp_id,
        s.target_comp_id, s.heartbeat_seconds, s.tls, s.username, s.password_ref, s.reset_on_logon
    from fix.sessions s
    where s.enabled
    order by s.name
$$;

revoke all on function fix.sessions_to_run() from public;
grant execute on function fix.sessions_to_run() to irra_gateway;
comment on function fix.sessions_to_run() is 'The enabled FIX sessions and how to reach them';

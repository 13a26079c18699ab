-- Calls: none. Writes: none.
create or replace function notify.providers_to_run()
returns table (provider text, channel text, kind text, settings jsonb, connections integer,
    timeout_ms integer)
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
    select p.provider, p.channel, p.kind, p.settings, p.connections, p.timeout_ms
    from notify.providers p where p.enabled order by p.channel, p.place
$$;

revoke all on function notify.providers_to_run() from public;
grant execute on function notify.providers_to_run() to irra_notify;
comment on function notify.providers_to_run() is 'The ways out that a notifier has to know';

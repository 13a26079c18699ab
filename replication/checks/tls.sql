-- On the primary: does the desk's line cross the network as it should? Every row must say ok.
--   psql -d broker -f replication/checks/tls.sql
-- At the desk `sslmode=verify-full` and `sslrootcert` belong into the subscription's connection: it
-- then refuses a server whose certificate is another's.
select 'the server speaks TLS' as rule, current_setting('ssl') = 'on' as ok,
    current_setting('ssl') as found
union all
select 'nothing older than TLS 1.2', current_setting('ssl_min_protocol_version')
    in ('TLSv1.2', 'TLSv1.3'), current_setting('ssl_min_protocol_version')
union all
select 'irra_replicator comes in by TLS or not at all (pg_hba.conf)',
    count(*) filter (where h.type <> 'hostssl') = 0, coalesce(string_agg(
        h.line_number || ': ' || h.type, ', ') filter (where h.type <> 'hostssl'), 'so it is')
from pg_hba_file_rules h
where h.user_name && array['irra_replicator', 'all'] and h.auth_method <> 'reject'
    and h.type not in ('local')
    and (h.database && array['all', 'replication'] or current_database() = any (h.database))
union all
select 'what is connected as irra_replicator is encrypted', coalesce(bool_and(s.ssl), true),
    count(*) || ' connections, ' || count(*) filter (where s.ssl) || ' encrypted'
from pg_stat_activity a
join pg_stat_ssl s on s.pid = a.pid
where a.usename = 'irra_replicator' and a.client_addr is not null;
